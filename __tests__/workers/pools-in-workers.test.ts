import { expect, test } from '@jest/globals';
import { oneTrace, poolsOf } from './engines';
import { squaresFrom } from './tasks/pools';

const pools = poolsOf(2);

test('a task may have workers of its own, which load its modules as it does and share its clock', async () => {
  const run = await oneTrace(pools, (pool) => pool.map(squaresFrom, ['threadPool', 'processPool']));

  expect(run.results).toEqual([
    [1, 4, 9],
    [1, 4, 9],
  ]);
  expect(run.elapsed).toBe(2000);
  expect(run.trace.spans.map(({ parent, startedAt, endedAt }) => [parent, startedAt, endedAt])).toEqual([
    [undefined, 0, 2000],
    [undefined, 0, 2000],
    [0, 0, 1000],
    [0, 0, 1000],
    [1, 0, 1000],
    [1, 0, 1000],
    [0, 1000, 2000],
    [1, 1000, 2000],
  ]);
});

test('outside of a simulation too', async () => {
  const { results } = await pools.processPool.map(squaresFrom, ['threadPool']);

  expect(results).toEqual([[1, 4, 9]]);
});
