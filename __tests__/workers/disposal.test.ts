import { afterAll, describe, expect, jest, test } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncPool, clock, type Pool, processPool, simulate, threadPool, UsageError } from '../../src';
import { announceAndFail, fail, pidAfter, work } from './tasks/faults';
import { sleep } from './tasks/sleeping';
import { until } from './until';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-disposal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const make = { processPool: () => processPool(2), threadPool: () => threadPool(2) };

const nameOf = (outcome: PromiseSettledResult<unknown>): string =>
  outcome.status === 'fulfilled' ? 'fulfilled' : (outcome.reason as Error).name;

/** Work of every kind, under way and queued. */
function calls<I>(pool: Pool, fn: (input: I) => Promise<string>, input: I): Promise<unknown>[] {
  const inputs = Array.from({ length: 5 }, () => input);
  const unread = pool.imap(fn, inputs);
  const read = pool.imapUnordered(fn, inputs);
  return [
    pool.map(fn, inputs),
    pool.apply(fn, [input]),
    pool.starmap(sleep, [[1], [2]]),
    unread.run,
    read.next(),
    read.next(),
    read.run,
  ];
}

test.each(['none', 'real', 'virtual'] as const)(
  'idle processes of a pool that is disposed of end by themselves, so they keep what they have learned: clock %s',
  async (clockKind) => {
    const endings: unknown[] = [];
    const hear = ({ process: child }: { process: ChildProcess }): void => {
      child.once('exit', (code, signal) => endings.push([code, signal]));
    };
    diagnostics.subscribe('child_process', hear as never);
    try {
      const pool = processPool(2);
      const work = () => pool.map(sleep, [1, 1]);
      await (clockKind === 'none' ? work() : simulate(work, { clock: clockKind }));
      await pool[Symbol.asyncDispose]();
    } finally {
      diagnostics.unsubscribe('child_process', hear as never);
    }
    expect(endings).toEqual([
      [0, null],
      [0, null],
    ]);
  },
);

describe.each(Object.keys(make) as (keyof typeof make)[])('%s', (kind) => {
  test.each(['hang', 'spin'] as const)(
    'settles every promise when it is disposed of, of tasks that have begun and %s',
    async (fault) => {
      await using pool = make[kind]();
      const file = join(folder, `${kind} ${fault}`);
      // Both lanes are ready, and have nothing more to load.
      await pool.map(
        announceAndFail,
        [
          [file, 'none'],
          [file, 'none'],
        ],
        { chunkSize: 1 },
      );
      const settling = Promise.allSettled(calls(pool, announceAndFail, [file, fault] as const));
      const begun = (): number => readFileSync(file, 'utf8').split('\n').length - 1;
      expect(await until(() => begun() === 4, 30_000)).toBe(true);

      await pool[Symbol.asyncDispose]();

      expect((await settling).map(nameOf)).toEqual([
        'UsageError',
        'UsageError',
        'UsageError',
        'UsageError',
        // The one of these that had begun; of the other calls some were queued.
        'WorkerDied',
        'fulfilled',
        'UsageError',
      ]);
      expect(() => pool.apply(sleep, [1])).toThrow(UsageError);
      await pool.join();
    },
  );

  test('settles every promise when it is disposed of before a lane is ready', async () => {
    const pool = make[kind]();
    const settling = Promise.allSettled(calls(pool, fail, ['hang', 1] as const));

    await pool[Symbol.asyncDispose]();

    expect((await settling).map(nameOf)).toEqual([
      'UsageError',
      'UsageError',
      'UsageError',
      'UsageError',
      'UsageError',
      'fulfilled',
      'UsageError',
    ]);
  });

  test('settles every promise when it is disposed of inside a simulation', async () => {
    const pool = make[kind]();
    const run = await simulate(
      async () => {
        const settling = Promise.allSettled(calls(pool, fail, ['hang', 1] as const));
        await sleep(5);
        await pool[Symbol.asyncDispose]();
        return (await settling).map(nameOf);
      },
      { leaks: 'ignore' },
    );

    expect(run.value.slice(0, 4)).toEqual(['UsageError', 'UsageError', 'UsageError', 'UsageError']);
    expect(run.elapsed).toBe(5);
  });

  test('is usable after a simulation that ended with its tasks in flight', async () => {
    await using pool = make[kind]();
    const body = async (used: Pool): Promise<number> => {
      void used.map(sleep, [1000, 2000, 3000, 10]);
      await sleep(1500);
      return clock.now;
    };

    const run = await simulate(() => body(pool), { leaks: 'ignore' });
    const onPromises = await simulate(() => body(asyncPool(2)), { leaks: 'ignore' });
    const next = await simulate(() => pool.map(sleep, [100, 200, 300]));

    expect(run.trace.hash()).toBe(onPromises.trace.hash());
    expect(run.trace.spans.map(({ outcome }) => outcome)).toEqual(onPromises.trace.spans.map(({ outcome }) => outcome));
    expect(next.elapsed).toBe(400);
    expect((await pool.map(pidAfter, [0, 0])).results).toHaveLength(2);
  });

  test('is usable after a simulation that ended in the middle of a step', async () => {
    await using pool = make[kind]();
    await pool.apply(sleep, [0]);

    await simulate(async () => {
      void pool.map(work, [60_000, 60_000, 1]).catch(() => undefined);
      await Promise.resolve();
    });
    const next = await simulate(() => pool.map(sleep, [100, 200, 300]));

    expect(next.elapsed).toBe(400);
  });

  test('joins after a simulation that ended with its tasks in flight', async () => {
    const pool = make[kind]();
    await simulate(
      async () => {
        void pool.map(sleep, [1000, 2000, 3000]);
        await sleep(1);
        pool.close();
      },
      { leaks: 'ignore' },
    );

    await pool.join();
  });
});
