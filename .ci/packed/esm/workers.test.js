import { describe, expect, test } from '@jest/globals';
import { asyncPool, processPool, simulate, task, threadPool } from 'jest-lanes';
import { slowSquare } from './src/slow-square.js';

const named = task(new URL('./src/slow-square.js', import.meta.url), 'slowSquare');

// The pools are left to the environment, which closes what is forgotten.
describe.each([
  ['processes', processPool],
  ['threads', threadPool],
])('%s', (_, poolOf) => {
  test.each([
    ['an imported function', slowSquare],
    ['a task', named],
  ])(
    `call %s of an ES module`,
    async (_, fn) => {
      const pool = poolOf(2);

      const run = await simulate(() => pool.map(fn, [30, 10, 20]));

      expect(run.elapsed).toBe(30);
      expect([...run]).toEqual([900, 100, 400]);
      expect([...(await pool.map(fn, [3, 1, 2]))]).toEqual([9, 1, 4]);
    },
    60_000,
  );
});

test('promises call a task of an ES module', async () => {
  const run = await simulate(() => asyncPool(2).map(named, [30, 10, 20]));

  expect(run.elapsed).toBe(30);
  expect([...run]).toEqual([900, 100, 400]);
});
