import { jest, test } from '@jest/globals';
import { processPool, simulate, threadPool } from '../../../src';
import { fail, pidAfter } from '../tasks/faults';

jest.setTimeout(60_000);

test('a pool is neither closed nor awaited', async () => {
  for (const pool of [processPool(2), threadPool(2)]) {
    await pool.map(pidAfter, [0, 0]);
    void pool.map(fail, [
      ['hang', 0],
      ['spin', 0],
    ]);
  }
});

test('a simulation leaves tasks in flight', async () => {
  const pool = processPool(2);
  await simulate(async () => void pool.map(fail, [['hang', 0]]), { leaks: 'ignore' });
});

test("Jest's fake timers are on", async () => {
  const pool = processPool(1);
  await pool.map(pidAfter, [0]);
  jest.useFakeTimers();
  void pool.map(fail, [['spin', 0]]);
});
