/**
 * Eight computations of 100 ms each, on a machine of two cores, where a process takes 50 ms to start and a thread 10.
 *
 * Promises share one event loop, as Python's threads share one interpreter lock: computing gains nothing from more of
 * them. Threads and processes of Node gain up to the cores. Starting costs; a pool of four pays for it four times, and who
 * starts a process for each task pays for each.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, processPool, scenario, serialPool, threadPool, type Pool } from 'jest-lanes';
import { crunch } from '../tasks/computing';

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const SQUARES = [0, 1, 4, 9, 16, 25, 36, 49];

/** cores × what is computed and started, and what cannot be shared out: each worked out by hand. */
const ELAPSED: Readonly<Record<string, number>> = {
  'serialPool()': 8 * 100,
  'asyncPool(4)': 8 * 100,
  // Four starts of 10 ms on two cores, and eight computations of 100.
  'threadPool(4)': (4 * 10) / 2 + (8 * 100) / 2,
  'processPool(4)': (4 * 50) / 2 + (8 * 100) / 2,
};

const machine = { cores: 2, processStart: 50, threadStart: 10 };
const nameOf = (pool: Pool): string => Object.keys(ELAPSED).find((name) => name.startsWith(kindOf(pool)))!;
const kinds = new Map<Pool, string>();
const kindOf = (pool: Pool): string => kinds.get(pool)!;

const [serial, promises, threads, processes] = [serialPool(), asyncPool(4), threadPool(4), processPool(4)];
kinds.set(serial, 'serial').set(promises, 'async').set(threads, 'thread').set(processes, 'process');

scenario(
  'T10: computing gains nothing on promises, and as much as there are cores on threads and processes',
  {
    pools: [serial, promises, threads, processes],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    // Nine tasks instead of eight take longer everywhere.
    brokenTwin: { body: (pool) => pool.map(crunch, range(9)), failsWith: 'toEqual' },
  },
  (pool) => pool.map(crunch, range(8)),
  (run, _, pool) => {
    expect(run.results).toEqual(SQUARES);
    expect(run.elapsed).toBe(ELAPSED[nameOf(pool)]);
    if (pool === processes)
      expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
       "
                    0           100         200         300         400   500 ms
         0          ............=======================|
         1          ............=======================|
         2          ............=======================|
         3          ............=======================|
         4          ....................................=======================|
         5          ....................................=======================|
         6          ....................................=======================|
         7          ....................................=======================|
         in flight  000000000000444444444444444444444444444444444444444444444444

         . queued   = running   | done
       "
      `);
  },
);

scenario(
  'T10: a process for each task pays its start each time',
  {
    pools: [promises],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    timeout: 60_000,
    brokenTwin: { body: (pool) => pool.map(crunch, range(3)), failsWith: 'toBe' },
  },
  async () => {
    const results: number[] = [];
    for (const n of range(3)) {
      await using one = processPool(1);
      results.push(await one.apply(crunch, [n]));
    }
    return results;
  },
  (run) => {
    expect(run.value).toEqual(SQUARES.slice(0, 3));
    // Not 50 once, and 300 of computing.
    expect(run.elapsed).toBe(3 * (50 + 100));
  },
);
