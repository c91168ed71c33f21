import { describe, expect, test } from '@jest/globals';
import { asyncPool } from '../../src/pools/async-pool';
import { simulate } from '../../src/simulate/simulate';
import { UsageError } from '../../src/errors';
import { SOURCE } from '../../src/trace/source';
import { failureOf, range, simulated, sleepFor } from './contract/tasks';

describe('asyncPool', () => {
  test('shares twelve one-second tasks among four lanes: three waves, three seconds', async () => {
    const run = await simulate(() => asyncPool(4).map(() => sleepFor(1000), range(12)));

    expect(run.elapsed).toBe(3000);
    expect(run.trace.spans.map(({ lane, startedAt }) => [lane, startedAt])).toEqual(
      range(12).map((n) => [n % 4, 1000 * Math.floor(n / 4)]),
    );
  });

  test('starts everything at once without a limit', async () => {
    const run = await simulate(() => asyncPool(Infinity).map(sleepFor, range(500)));

    expect(run.elapsed).toBe(499);
    expect(new Set(run.trace.spans.map((span) => span.startedAt))).toEqual(new Set([0]));
    expect(new Set(run.trace.spans.map((span) => span.lane)).size).toBe(500);
  });

  test('takes all inputs of imap at once without a limit', async () => {
    const read = await simulated(async () => {
      const read: number[] = [];
      for await (const ms of asyncPool(Infinity).imapUnordered(sleepFor, [30, 10, 20])) read.push(ms);
      return read;
    });

    expect(read).toEqual([10, 20, 30]);
  });

  test('is known by its limit', () => {
    const pool = asyncPool(4);

    expect(pool.concurrency).toBe(4);
    expect(pool[SOURCE]).toEqual({ kind: 'pool', name: 'asyncPool(4)' });
    expect(asyncPool(4)[SOURCE]).not.toBe(pool[SOURCE]);
  });

  test.each([
    [0, '`0` (number)'],
    [-1, '`-1` (number)'],
    [2.5, '`2.5` (number)'],
    [NaN, '`NaN` (number)'],
    ['4', "`'4'` (string)"],
    [undefined, '`undefined` (undefined)'],
  ])('refuses a limit of %p', (concurrency, got) => {
    expect(() => asyncPool(concurrency as number)).toThrow(
      new UsageError(`Expected \`concurrency\` to be a whole number from 1 up, got ${got}.`),
    );
  });

  test('has a failed task free its lane', async () => {
    const fail = (n: number) => sleepFor(10).then(() => (n === 0 ? Promise.reject(new Error('zero')) : n));

    const ended = await simulate(() => failureOf(asyncPool(2).map(fail, range(5))));

    // Two lanes, five 10 ms tasks: the third wave ends at 30.
    expect(ended.elapsed).toBe(30);
    expect(ended.trace.length).toBe(5);
  });

  test('has one slow task hold nobody up', async () => {
    const run = await simulate(() => asyncPool(2).map(sleepFor, [100, 10, 10, 10, 10]));

    expect(run.elapsed).toBe(100);
    expect(run.trace.spans.map((span) => span.lane)).toEqual([0, 1, 1, 1, 1]);
  });
});
