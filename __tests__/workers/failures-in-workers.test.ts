import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { asyncPool, clock, simulate, slowServer, type Pool, type SimulateOptions } from '../../src';
import { failureOf } from '../pools/contract/tasks';
import { poolsOf } from './engines';
import * as failing from './tasks/failing';
import { addressesOf, declareServer, holdForEver, simulateSleep } from './tasks/with-lanes';

const { threadPool, processPool } = poolsOf(2);
const inWorkers = { threadPool: () => threadPool, processPool: () => processPool };
/** A call of `asyncPool` that never ends bars the way for the next, so each has a pool of its own. */
const everywhere = { asyncPool: () => asyncPool(2), ...inWorkers };

// A test that fails leaves no class replaced behind.
afterEach(() => {
  jest.restoreAllMocks();
});

/** Real durations and the place of this repository differ from run to run. */
const worded = (text: string): string =>
  text
    .replaceAll(/\w+Pool\(2\)/g, 'pool')
    .replaceAll(/for \d+ ms(?! of)/g, 'for … ms')
    .replaceAll(/\(?\/[^ ():]*\/src\/[^ ()\n]*\)?/g, 'src')
    .replaceAll(/\(?\/[^ ():]*__tests__/g, '__tests__')
    .replaceAll(/(\.ts:\d+:\d+)\)/g, '$1');

/** The message with which a simulation fails, the same on each of the pools. */
async function messageOn(
  pools: Readonly<Record<string, () => Pool>>,
  body: (pool: Pool) => Promise<unknown>,
  options: SimulateOptions = {},
): Promise<string> {
  const messages = new Map<string, string>();
  for (const [name, poolOf] of Object.entries(pools)) {
    const pool = poolOf();
    messages.set(name, worded(String(await failureOf(simulate(() => body(pool), options)))));
  }
  const [first] = messages.values();
  expect(Object.fromEntries(messages)).toEqual(Object.fromEntries([...messages.keys()].map((name) => [name, first])));
  return first!;
}

describe('a task in a worker', () => {
  test('that leaves timers behind is told of, what and where', async () => {
    const message = await messageOn(everywhere, (pool) => pool.map(failing.leaveTimers, [10, 20]), { leaks: 'error' });

    expect(message).toMatchInlineSnapshot(`
     "UsageError: When the body settled at 20 ms, timers were still armed:
       setInterval of 70 ms, due at 70 ms, armed at leaveTimers __tests__/workers/tasks/failing.ts:7:3
       setTimeout of 100 ms, due at 100 ms, armed at leaveTimers __tests__/workers/tasks/failing.ts:6:3
       setInterval of 140 ms, due at 140 ms, armed at leaveTimers __tests__/workers/tasks/failing.ts:7:3
       setTimeout of 200 ms, due at 200 ms, armed at leaveTimers __tests__/workers/tasks/failing.ts:6:3
     Clear them, or unref them; \`leaks: 'ignore'\` of \`simulate\` accepts them."
    `);
  });

  test('that leaves timers behind leaves none to the next simulation', async () => {
    for (const pool of [threadPool, processPool]) {
      const warn = jest.spyOn(console, 'warn').mockReturnValue();
      const left = await simulate(() => pool.map(failing.leaveTimers, [10]));
      expect(warn).toHaveBeenCalledTimes(1);
      warn.mockRestore();
      expect(left.leaks).toHaveLength(2);

      const run = await simulate(() => pool.map(failing.sleepWell, [10, 2000]), { leaks: 'error' });
      expect(run.leaks).toEqual([]);
      expect(run.elapsed).toBe(2000);
    }
  });

  test('that waits for ever is a deadlock, found out at once', async () => {
    await simulate(() => Promise.all([threadPool, processPool].map((pool) => pool.map(failing.sleepWell, [1, 1]))));
    const began = performance.now();

    const message = await messageOn(everywhere, (pool) => pool.map(failing.sleepThenWaitForEver, [10, 20, 30]));

    expect(message).toMatchInlineSnapshot(`
     "UsageError: Deadlock at 20 ms: the body has not settled, and nothing is left that could make it.
     No timer is pending, no real work is in flight, and nobody holds the clock.
     In flight: "10" of pool since 0 ms, "20" of pool since 0 ms
     Queued: "30" of pool since 0 ms"
    `);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test('that waits busily fails, and is told where', async () => {
    const message = await messageOn(everywhere, (pool) => pool.map(failing.waitBusily, [10]));

    expect(message).toMatchInlineSnapshot(`
     "UsageError: The clock was read 1000000 times at 0 ms without a break (at waitBusily __tests__/workers/tasks/failing.ts:27:15): a busy wait. A virtual clock stands still while code runs.
     Simulate work of the processor with \`await compute(ms)\`."
    `);
  });

  test('that polls for ever passes a limit, and its timer is named', async () => {
    const message = await messageOn(inWorkers, (pool) => pool.map(failing.pollForEver, [100]), {
      limits: { virtualMs: 5000 },
    });

    expect(message).toMatchInlineSnapshot(`
     "UsageError: The simulation passed 5000 ms of virtual time.
     Only intervals are left: what the body waits for will not come.
     Pending timers:
       setInterval of 100 ms (poll), due at 5100 ms"
    `);
  });

  test('that polls by immediates is found out', async () => {
    const message = await messageOn(everywhere, (pool) => pool.map(failing.pollByImmediates, [1]), {
      limits: { holdMs: 15_000 },
    });

    expect(message).toMatchInlineSnapshot(`
     "UsageError: \`setImmediate\` ran 100000 times at 0 ms (at new Promise (<anonymous>)): something polls for what takes virtual time, which cannot pass meanwhile.
     Poll with a timer instead."
    `);
  });

  test('that holds the clock for ever is told of, with what holds inside', async () => {
    const message = await messageOn(inWorkers, (pool) => pool.map(holdForEver, [1]), { limits: { holdMs: 300 } });

    expect(message).toMatchInlineSnapshot(`
     "UsageError: The clock has stood still at 0 ms for 300 ms of real time. It is held by:
       a real upload, for … ms, at Object.hold src
     Pending timers:
       setTimeout of 10 ms, due at 10 ms, armed at new Promise (<anonymous>)
     All of this is inside a worker.
     Raise \`limits.holdMs\` of \`simulate\` if this work takes that long, or let go of the hold."
    `);
  });

  test('goes on in the next simulation after one that failed', async () => {
    for (const pool of [threadPool, processPool]) {
      await failureOf(simulate(() => pool.map(failing.waitForEver, [1, 2, 3])));

      expect((await simulate(() => pool.map(failing.sleepWell, [30, 10, 20]))).elapsed).toBe(30);
      expect((await pool.map(failing.sleepWell, [1, 2])).results).toEqual([1, 2]);
    }
  });

  test('is left by a body that fails while it is asleep', async () => {
    for (const pool of [threadPool, processPool]) {
      const error = new Error('enough');
      const left = simulate(async () => {
        void pool.map(failing.sleepWell, [1000, 2000, 3000]);
        await new Promise((wake) => setTimeout(wake, 100));
        throw error;
      });

      expect(await failureOf(left)).toBe(error);
      expect((await simulate(() => pool.map(failing.sleepWell, [7]))).elapsed).toBe(7);
    }
  });

  test('is left by a body that settles while the task is at work', async () => {
    for (const pool of [threadPool, processPool]) {
      const run = await simulate(async () => {
        void pool.map(failing.sleepWell, [1000, 2000, 3000]);
        await clock.settled();
        await new Promise((wake) => setTimeout(wake, 1000));
      });

      expect(run.trace.spans.map(({ outcome }) => outcome)).toEqual(['fulfilled', 'unfinished']);
      expect((await simulate(() => pool.map(failing.sleepWell, [7]))).elapsed).toBe(7);
    }
  });
});

describe('an error that nobody caught', () => {
  test('in a timer of a worker ends the worker, and its task is told', async () => {
    for (const pool of [threadPool, processPool]) {
      const run = await simulate(() => pool.mapSettled(failing.throwFromTimer, [10, 20]));

      expect(run.results.map((result) => (result as PromiseRejectedResult).reason?.name)).toEqual([
        'WorkerDied',
        'WorkerDied',
      ]);
      expect(run.trace.spans.map(({ endedAt }) => endedAt)).toEqual([10, 20]);
      const [first] = run.results as PromiseRejectedResult[];
      expect((first!.reason as Error).message).toMatch(
        /died while it ran "10": it exited with code \d+\.\nNobody caught:\n {2}RangeError: nobody catches this\n.*at Timeout.explode|at .*failing\.ts:\d+/s,
      );
    }
  });
});

test('a task in a worker cannot simulate, since its test does', async () => {
  for (const pool of [threadPool, processPool]) {
    expect(String(await failureOf(pool.apply(simulateSleep)))).toBe(
      'UsageError: `simulate` was called in a worker, where tasks run on the clock of their test.\n' +
        'Simulate in the test: the pools that it uses there share its clock.',
    );
  }
});

test('a task in a worker may declare a server only if its test has done so', async () => {
  slowServer('https://known.example', { text: 'from the test' });
  for (const pool of [threadPool, processPool]) {
    const declare = async (origin: string) => simulate(() => pool.apply(declareServer, [origin]));

    expect((await declare('https://known.example')).value).toBe('https://known.example');
    expect(String(await failureOf(declare('https://unknown.example')))).toBe(
      'UsageError: A server for https://unknown.example was declared in a worker, where the servers of the test answer.\n' +
        'Declare it in the test, before the task starts.',
    );
  }
});

test('of a span in a worker, what cannot be made anew here is the error for it', async () => {
  jest.spyOn(globalThis, 'URL').mockImplementation(() => {
    throw new Error('replaced');
  });
  for (const pool of [threadPool, processPool]) {
    for (const clock of ['virtual', 'real'] as const) {
      const { trace, results } = await simulate(() => pool.map(addressesOf, [2]), { clock });
      expect(results).toEqual([2]);
      expect(trace.spans.map(({ result }) => result).slice(1)).toEqual([new Error('replaced'), new Error('replaced')]);
    }
  }
});

test('a result that cannot be made anew here fails its task, and no other', async () => {
  const address = (n: number): URL | number => (n === 1 ? new URL('https://a.example/') : n);
  for (const pool of [threadPool, processPool]) {
    const call = () => pool.mapSettled(address, [0, 1, 2, 3], { chunkSize: 4 });
    const replaced = jest.spyOn(globalThis, 'URL').mockImplementation(() => {
      throw new Error('replaced');
    });
    const runs = [await call(), await simulate(call)];
    replaced.mockRestore();

    for (const { results } of runs)
      expect(results).toEqual([
        { status: 'fulfilled', value: 0 },
        { status: 'rejected', reason: new Error('replaced') },
        { status: 'fulfilled', value: 2 },
        { status: 'fulfilled', value: 3 },
      ]);
  }
});
