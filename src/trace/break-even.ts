import type { Ms } from '../time/duration';
import { makespan } from './makespan';
import type { Trace } from './trace';

/** How long some work took, in milliseconds: until its first task started, and from then to the end. */
export interface Cost {
  readonly start: Ms;
  readonly work: Ms;
}

/**
 * How long a trace took from the moment at which its first work was asked for, the start of workers told apart.
 *
 * @example costOf(trace(span('a', 50, 150, { queuedAt: 0 }), span('b', 50, 250, { queuedAt: 0 }))) // => { start: 50, work: 200 }
 */
export function costOf(trace: Trace): Cost {
  const [first] = trace.spans;
  if (first === undefined) return { start: 0, work: 0 };
  const asked = trace.spans.reduce((earliest, { queuedAt }) => Math.min(earliest, queuedAt), first.queuedAt);
  return { start: first.startedAt - asked, work: makespan(trace) };
}

/**
 * How many times as long the tasks must be until one way of running them takes no longer than the other: what comes after
 * the start grows with them, and the start does not.
 *
 * @returns a number from 0 up, below 1 if it is the faster one already; `undefined` if longer tasks do not help, since it
 *   gains nothing once it has started.
 * @example breakEven({ start: 50, work: 4 }, { start: 0, work: 8 }) // => 12.5
 */
export function breakEven(one: Cost, other: Cost): number | undefined {
  const gain = other.work - one.work;
  return gain > 0 ? Math.max(0, (one.start - other.start) / gain) : undefined;
}
