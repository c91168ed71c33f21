/**
 * `Pool(5).map(square, range(10))`: the results come in the order of the inputs, whoever computed them, and five workers
 * share ten tasks.
 *
 * Squaring takes no virtual time, so all happens at 0 ms, and a lane is free again before the next task starts. Who does
 * what shows where it takes time: a millisecond each gives two waves of five.
 */
import { expect, test } from '@jest/globals';
import { asyncPool, draw, processPool, scenario, serialPool, threadPool } from 'jest-lanes';
import { sleep, square } from '../tasks/tutorial';
import { squareSlowly } from '../tasks/square-slowly';

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const SQUARES = [0, 1, 4, 9, 16, 25, 36, 49, 64, 81];

const pools = [serialPool(), asyncPool(5), threadPool(5), processPool(5)];

scenario(
  'T1: the squares of ten numbers, in the order of the numbers',
  {
    pools,
    sameTrace: true,
    tags: ['tutorial'],
    brokenTwin: { body: (pool) => pool.map(square, range(10).reverse()), failsWith: 'toEqual' },
  },
  (pool) => pool.map(square, range(10)),
  (run) => {
    expect(run.results).toEqual(SQUARES);
    expect(run.elapsed).toBe(0);
    expect(run).toBeOrderedLike(range(10));
  },
);

scenario(
  'T1: five workers share ten tasks, two each',
  {
    pools: pools.slice(1),
    sameTrace: true,
    tags: ['tutorial'],
    brokenTwin: (pool) => pool.map(squareSlowly, range(10), { chunkSize: 5 }),
  },
  (pool) => pool.map(squareSlowly, range(10)),
  (run) => {
    expect(run.results).toEqual(SQUARES);
    expect(run.elapsed).toBe(2);
    expect(run).toRunInParallel(5);
    expect(run.trace.spans.map(({ lane }) => lane)).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
    expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
     "
                  0              0.5            1              1.5        2 ms
       0          =============================|
       1          =============================|
       2          =============================|
       3          =============================|
       4          =============================|
       5          ..............................=============================|
       6          ..............................=============================|
       7          ..............................=============================|
       8          ..............................=============================|
       9          ..............................=============================|
       in flight  555555555555555555555555555555555555555555555555555555555555

       . queued   = running   | done
     "
    `);
  },
);

test('T1: the results keep the order of the inputs when the tasks finish in another one', async () => {
  await using pool = asyncPool(5);

  const run = await pool.map(async (n: number) => {
    await sleep(10 - n);
    return square(n);
  }, range(10));

  expect(run.results).toEqual(SQUARES);
});
