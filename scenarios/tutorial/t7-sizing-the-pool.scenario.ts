/**
 * How many workers? For tasks that wait for others, a multiple of the cores pays. For tasks that compute, there is nothing
 * to gain beyond the cores; one fewer than there are leaves one for everything else.
 *
 * Twelve tasks on a machine of four cores: 100 ms of waiting each, or 100 ms of computing.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, scenario, threadPool } from 'jest-lanes';
import { crunch } from '../tasks/computing';
import { sleep } from '../tasks/tutorial';

const LENGTHS = Array.from({ length: 12 }, () => 100);
const machine = { cores: 4 };
const [one, three, four, six] = [threadPool(1), threadPool(3), threadPool(4), threadPool(6)];

scenario(
  'T7: tasks that wait gain from more workers than there are cores',
  {
    pools: [one, four, six, asyncPool(12)],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    brokenTwin: { pool: six, body: (pool) => pool.map(crunch, LENGTHS), failsWith: 'toBe' },
  },
  (pool) => pool.map(sleep, LENGTHS),
  (run, _, pool) => {
    expect(run.elapsed).toBe(1200 / pool.concurrency);
    if (pool === six)
      expect(`\n${draw(run, { rows: 'lanes' })}\n`).toMatchInlineSnapshot(`
       "
                    0              50             100            150      200 ms
         lane 0     =100=========================|=100=========================|
         lane 1     =100=========================|=100=========================|
         lane 2     =100=========================|=100=========================|
         lane 3     =100=========================|=100=========================|
         lane 4     =100=========================|=100=========================|
         lane 5     =100=========================|=100=========================|
         queued     666666666666666666666666666666000000000000000000000000000000
         in flight  666666666666666666666666666666666666666666666666666666666666

         = running   | done
       "
      `);
  },
);

scenario(
  'T7: tasks that compute gain up to the cores, and no further',
  {
    pools: [one, three, four, six],
    simulate: machine,
    tags: ['tutorial', 'machine'],
    brokenTwin: { pool: asyncPool(4), failsWith: 'toBe' },
  },
  (pool) => pool.map(crunch, LENGTHS),
  (run, _, pool) => {
    expect(run.elapsed).toBe(1200 / Math.min(4, pool.concurrency));
    if (pool === six)
      expect(`\n${draw(run, { rows: 'lanes' })}\n`).toMatchInlineSnapshot(`
       "
                    0         50        100       150       200           300 ms
         lane 0     =100=========================|=100=========================|
         lane 1     =100=========================|=100=========================|
         lane 2     =100=========================|=100=========================|
         lane 3     =100=========================|=100=========================|
         lane 4     =100=========================|=100=========================|
         lane 5     =100=========================|=100=========================|
         queued     666666666666666666666666666666000000000000000000000000000000
         in flight  666666666666666666666666666666666666666666666666666666666666

         = running   | done
       "
      `);
  },
);
