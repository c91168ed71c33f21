import { afterAll, describe, expect, test } from '@jest/globals';
import { asyncPool, processPool, runOf, simulate, threadPool } from 'jest-lanes';
import { slowSquare } from '@/slow-square';

const squares = [
  { side: 30, area: 900 },
  { side: 10, area: 100 },
  { side: 20, area: 400 },
];

describe.each([
  ['processes', processPool(2)],
  ['threads', threadPool(2)],
])('%s call an imported function', (kind, pool) => {
  afterAll(() => pool[Symbol.asyncDispose]());

  test(`on the virtual clock, with the trace of promises (${kind})`, async () => {
    const run = await simulate(() => pool.map(slowSquare, [30, 10, 20]));
    const onPromises = await simulate(() => asyncPool(2).map(slowSquare, [30, 10, 20]));

    expect(run.results).toEqual(squares);
    expect(run.elapsed).toBe(30);
    expect(run).toRunInParallel(2);
    expect(run.trace.hash()).toBe(onPromises.trace.hash());
  }, 60_000);

  test(`on the real clock (${kind})`, async () => {
    const run = await pool.map(slowSquare, [30, 10, 20]);

    expect(run.results).toEqual(squares);
    const workers = run.trace.spans.map(({ worker }) => `${worker?.pid} ${worker?.threadId}`);
    expect(workers).not.toContain(`${process.pid} undefined`);
  }, 60_000);

  test(`which fails as it does here (${kind})`, async () => {
    const error = await pool.map(slowSquare, [1, -1]).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).stack).toMatch(/slow-square\.ts:10:/);
    const ends = runOf(error)?.trace.spans.map(({ label, outcome }) => `${label} ${outcome}`);
    // On the real clock either lane may begin.
    expect(ends?.sort()).toEqual(['-1 rejected', '1 fulfilled']);
  }, 60_000);
});
