import { expect, jest, test } from '@jest/globals';
import { simulate, threadPool } from '../../../src';

const LIMIT_MS = 60_000;

test('fake timers that every test has go on as ever', () => {
  const fired: number[] = [];
  const began = Date.now();
  setTimeout(() => fired.push(Date.now() - began), 5000);

  jest.advanceTimersByTime(5000);

  expect(fired).toEqual([5000]);
});

test(
  'workers tell their times by the clock of the test',
  async () => {
    const pool = threadPool(1);
    const { trace } = await pool.map((n: number) => n + 1, [1]);
    await pool[Symbol.asyncDispose]();

    const { queuedAt, startedAt } = trace.spans[0]!;
    expect(startedAt).toBeGreaterThanOrEqual(queuedAt);
    // The test would have been stopped; by the clock of the machine's start it was hours.
    expect(startedAt - queuedAt).toBeLessThan(LIMIT_MS);
  },
  LIMIT_MS,
);

test('fails: a simulation among them is refused', async () => {
  await simulate(() => 1);
});

test('fails: it is refused also when they are switched off', async () => {
  jest.useRealTimers();
  await simulate(() => 1);
});
