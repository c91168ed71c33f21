/**
 * Twelve tasks of a second each on four workers: three waves of four, three seconds in all.
 *
 * The grocery-queue rule: there is one queue, and whoever is free takes the next task at once. With tasks of different
 * lengths no worker waits for the others.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, processPool, scenario, serialPool, threadPool } from 'jest-lanes';
import { printTime, sleep } from '../tasks/tutorial';

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const pools = [asyncPool(4), threadPool(4), processPool(4)];

scenario(
  'T2: twelve seconds of sleep take twelve seconds one after another',
  { pools: [serialPool()], tags: ['tutorial'], brokenTwin: { pool: asyncPool(2), failsWith: '6000' } },
  (pool) => pool.map(printTime, range(12)),
  (run) => {
    expect(run.elapsed).toBe(12_000);
    expect(run.results.at(-1)).toBe('11 at 00:00:12');
    expect(run).not.toRunInParallel();
  },
);

scenario(
  'T2: twelve seconds of sleep take three on four workers, in waves of four',
  { pools, sameTrace: true, tags: ['tutorial'], brokenTwin: { pool: asyncPool(5), failsWith: '5 in flight' } },
  (pool) => pool.map(printTime, range(12)),
  (run) => {
    expect(run).toRunInParallel(4);
    expect(run).toRunInWaves([4, 4, 4]);
    expect(run).toTake(3000);
    expect(run).toFinishWithin(3000);
    expect(run).toKeepBusy(1, { lanes: 4 });
    expect(run).toOverlap(0, 3);
    expect(run).toHappenBefore(0, 4);
    expect(run.results).toEqual(range(12).map((n) => `${n} at 00:00:0${Math.floor(n / 4) + 1}`));
    expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
     "
                  0         500       1000      1500      2000         3000 ms
       0          ===================|
       1          ===================|
       2          ===================|
       3          ===================|
       4          ....................===================|
       5          ....................===================|
       6          ....................===================|
       7          ....................===================|
       8          ........................................===================|
       9          ........................................===================|
       10         ........................................===================|
       11         ........................................===================|
       in flight  444444444444444444444444444444444444444444444444444444444444

       . queued   = running   | done
     "
    `);
  },
);

const LENGTHS = [400, 100, 100, 100, 200, 300];

scenario(
  'T2: whoever is free takes the next task at once, as at the grocery',
  {
    pools: [asyncPool(2), threadPool(2), processPool(2)],
    sameTrace: true,
    tags: ['tutorial'],
    // Two at a time, and then the next two: what people write who wait for all of a batch.
    brokenTwin: {
      body: async (pool) => {
        for (let i = 0; i < LENGTHS.length; i += 2) await pool.map(sleep, LENGTHS.slice(i, i + 2));
      },
      failsWith: '800 ms, from 0 ms',
    },
  },
  (pool) => pool.map(sleep, LENGTHS),
  (run) => {
    expect(run).toTake(700);
    expect(run).toBeWorkConserving({ lanes: 2 });
    expect(run).toKeepBusy(1200 / 1400, { lanes: 2 });
    expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
     "
                  0                200              400                 700 ms
       400        ==================================|
       100        ========|
       100        ........=========|
       100        .................========|
       200        .........................=================|
       300        ..................................=========================|
       in flight  222222222222222222222222222222222222222222211111111111111111

       . queued   = running   | done
     "
    `);
  },
);
