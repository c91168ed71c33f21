import { afterAll, expect, jest } from '@jest/globals';
import { asyncPool, processPool, simulate, threadPool, type Pool, type Run, type SimulateOptions } from '../../src';

/** The engines on which tasks run side by side, each with as many lanes. */
export type EngineName = 'asyncPool' | 'threadPool' | 'processPool';

/** Workers compile for themselves what they load, the first time, and this machine may be busy. */
jest.setTimeout(60_000);

type Pools = Readonly<Partial<Record<EngineName, Pool>>>;

/** One pool of each kind, shared by the tests of a file since workers take their time to start; closed at its end. */
export function poolsOf(size: number): Readonly<Record<EngineName, Pool>> {
  const pools = { asyncPool: asyncPool(size), threadPool: threadPool(size), processPool: processPool(size) };
  afterAll(async () => {
    for (const pool of Object.values(pools)) await pool[Symbol.asyncDispose]();
  });
  return pools;
}

/** Simulates the same on each of the pools, again and again: one trace comes of it, with everything that it holds. */
export async function oneTrace<R>(
  pools: Pools,
  body: (pool: Pool) => Promise<Run<unknown, R>>,
  { rounds = 1, ...options }: SimulateOptions & { rounds?: number } = {},
): Promise<Run<unknown, R>> {
  const runs: Run<unknown, R>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, pool] of Object.entries(pools)) {
      runs.push(await simulate(() => body(pool), options));
      expect({ on: name, ...everythingOf(runs.at(-1)!) }).toEqual({ on: name, ...everythingOf(runs[0]!) });
    }
  }
  return runs[0]!;
}

/** Beside the hash all that the trace holds, down to results and lanes: only the pool's name may differ. */
function everythingOf({ trace, leaks }: Run): object {
  const text = JSON.stringify(trace).replaceAll(/"\w+Pool\(/g, '"pool(');
  return { trace: JSON.parse(text) as unknown, hash: trace.hash(), leaks };
}
