import { test } from '@jest/globals';
import type { Pool } from '../../../src/pools/pool';
import { simulate } from '../../../src/simulate/simulate';
import type { Trace } from '../../../src/trace/trace';

export { sleepFor } from './work';

/** A pool under contract. */
export interface Contracted {
  readonly lanes: number;
  /** Gives a pool that is open; those of workers are shared by the tests, since they take their time to start. */
  readonly make: () => Pool;
  /** Makes a pool for a test of its life. */
  readonly makeNew: () => Pool;
  /** Whether its tasks run in the memory of the test: they can capture, and what they throw is the very thing. */
  readonly sharesMemory: boolean;
}

/** How often a property is tried: each simulation on a worker pool is many round trips. */
export const numRuns = ({ sharesMemory }: Contracted): number => (sharesMemory ? 15 : 4);

/** A test of what can only hold where tasks share the memory of the test. */
export function inMemory({ sharesMemory }: Contracted): (name: string, body: () => unknown) => void {
  return (name, body) => {
    if (sharesMemory) test(name, () => body() as Promise<void>);
  };
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** What tasks of these lengths come to when each lane that is free takes the next one at once: the obvious way. */
export function greedily(lengths: readonly number[], lanes: number): { startedAt: number; endedAt: number }[] {
  const freeAt: number[] = [];
  return lengths.map((length) => {
    const lane = freeAt.length < Math.min(lanes, lengths.length) ? freeAt.length : freeAt.indexOf(Math.min(...freeAt));
    const startedAt = freeAt[lane] ?? 0;
    const endedAt = (freeAt[lane] = startedAt + length);
    return { startedAt, endedAt };
  });
}

/** The spans of a trace, by label: when each ran, and where. */
export function whenAndWhere(trace: Trace): Record<string, [number, number, number]> {
  return Object.fromEntries(trace.spans.map((span) => [span.label, [span.startedAt, span.endedAt, span.lane]]));
}

/** A promise resolved by hand, for tests on the real clock. */
export function latch<T = void>() {
  let open!: (value: T) => void;
  const opened = new Promise<T>((resolve) => (open = resolve));
  return { opened, open };
}

/** Runs a body in a simulation, and gives what it gave. */
export async function simulated<T>(body: () => Promise<T>): Promise<T> {
  return (await simulate(async () => ({ given: await body() }))).value.given;
}

/** What a promise rejects with. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not reject.');
}
