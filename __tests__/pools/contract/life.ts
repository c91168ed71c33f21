import { describe, expect, test } from '@jest/globals';
import { createHook } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { UsageError } from '../../../src/errors';
import type { Pool } from '../../../src/pools/pool';
import { clock } from '../../../src/simulate/clock';
import { simulate } from '../../../src/simulate/simulate';
import { SOURCE } from '../../../src/trace/source';
import { runOf } from '../../../src/trace/run';
import { type Contracted, failureOf, inMemory, range, simulated, sleepFor } from './tasks';
import { sleepTen } from './work';

export function lifeContract(contracted: Contracted): void {
  describe('close, terminate and join', () => endsItsLife(contracted));
  describe('signal', () => heedsItsSignal(contracted));
  describe('clocks', () => belongsToNoClock(contracted));
}

function endsItsLife(contracted: Contracted): void {
  const { lanes, makeNew, sharesMemory } = contracted;

  test('goes on with calls already made when it is closed, and takes no more', async () => {
    const pool = makeNew();
    const name = nameOf(pool);
    const mapping = pool.map(async (n) => n, range(5));

    pool.close();
    pool.close();

    const closed = `${name} takes no more calls: it was closed. Make another pool.`;
    expect(() => pool.map(sleepFor, [1])).toThrow(new UsageError(closed));
    expect(() => pool.imap(sleepFor, [1])).toThrow(closed);
    expect(() => pool.apply(sleepFor, [1])).toThrow(closed);
    expect((await mapping).results).toEqual(range(5));
  });

  test('leaves no call open, as `--detectOpenHandles` of Jest sees it', async () => {
    const pool = contracted.make();
    const open = new Set<number>();
    const init = (id: number, type: string): void => {
      if (type === 'jest-lanes.call') open.add(id);
    };
    const hook = createHook({ init, destroy: (id) => open.delete(id) }).enable();

    await pool.map(sleepFor, [1, 2]);
    await pool.apply(sleepFor, [1]);
    await pool.imap(sleepFor, [1, 2, 3]).return();
    await simulate(() => pool.mapSettled(sleepFor, []));
    const begun = open.size;
    await turn();
    hook.disable();

    expect(begun).toBeGreaterThan(0);
    expect(open.size).toBe(0);
  });

  test('joins once nothing is queued or in flight', async () => {
    await simulated(async () => {
      const pool = makeNew();
      const mapping = pool.map(sleepFor, [10, 20]);
      pool.close();

      await pool.join();

      expect(clock.now).toBe(lanes === 1 ? 30 : 20);
      expect((await mapping).results).toEqual([10, 20]);
      await pool.join();
    });
  });

  test('does not join while it takes calls, as in Python', () => {
    const pool = makeNew();

    expect(() => pool.join()).toThrow(
      new UsageError(`${nameOf(pool)} still takes calls, so no end is in sight. Close it first.`),
    );
  });

  inMemory(contracted)('calls off what has not started when it is terminated, and lets the rest settle', async () => {
    const { error, ended, run } = await simulated(async () => {
      const pool = makeNew();
      const failure = failureOf(pool.map(sleepTen, range(5)));
      await clock.settled();
      pool.terminate();
      await pool.join();
      const error = await failure;
      return { error, ended: clock.now, run: runOf(error) };
    });

    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toMatch(/^\w+\(\d*\) was terminated before this task started\.$/);
    expect(ended).toBe(10);
    expect(run?.trace.spans.map((span) => span.outcome)).toEqual(range(lanes).map(() => 'fulfilled'));
    expect(run?.trace.neverStarted.map((task) => task.outcome)).toEqual(range(5 - lanes).map(() => 'cancelled'));
  });

  inMemory(contracted)(
    'says so to who reads its results when it is terminated, after those that were in flight',
    async () => {
      const { first, error } = await simulated(async () => {
        const pool = makeNew();
        const results = pool.imap(sleepTen, range(2), { chunkSize: 2 });
        await clock.settled();
        pool.terminate();
        return { first: await results.next(), error: await failureOf(results.next()) };
      });

      expect(first).toEqual({ done: false, value: 10 });
      expect(error).toBeInstanceOf(UsageError);
    },
  );

  test('is terminated and joined at the end of `await using`, as by Python’s `with`', async () => {
    await simulated(async () => {
      const pool = makeNew();
      let forgotten: Promise<unknown>;
      {
        await using used = pool;
        expect((await used.map(sleepFor, [5])).results).toEqual([5]);
        forgotten = failureOf(used.map(sleepTen, range(4)));
        await clock.settled();
      }
      expect(clock.now).toBe(sharesMemory ? 15 : 5);
      expect(await forgotten).toBeInstanceOf(UsageError);
      expect(() => pool.apply(sleepFor, [1])).toThrow('it was closed');
    });
  });

  if (sharesMemory) return;

  test('ends what is in flight when it is terminated: a worker can be stopped', async () => {
    const { error, ended, run } = await simulated(async () => {
      const pool = makeNew();
      const failure = failureOf(pool.map(sleepTen, range(5)));
      await clock.settled();
      pool.terminate();
      await pool.join();
      const error = await failure;
      return { error, ended: clock.now, run: runOf(error) };
    });

    // The first failure by input order is that of a task in flight; the reason why the call was called off comes first.
    expect((error as Error).message).toMatch(/^\w+\(3\) was terminated before this task started\.$/);
    expect(ended).toBe(0);
    expect(run?.trace.spans.map((span) => [span.outcome, (span.error as Error).name])).toEqual(
      range(lanes).map(() => ['rejected', 'WorkerDied']),
    );
    expect((run!.trace.spans[0]!.error as Error).message).toMatch(
      /^The worker in lane 0 of \w+\(3\)( \(pid \d+\))? died while it ran "0": its pool was terminated\.$/,
    );
    expect(run?.trace.neverStarted.map((task) => task.outcome)).toEqual(range(5 - lanes).map(() => 'cancelled'));
  });
}

function heedsItsSignal(contracted: Contracted): void {
  const { lanes, make, sharesMemory } = contracted;

  const reason = new Error('enough');

  test('calls off what has not started, and rejects with the reason once the rest has settled', async () => {
    const { error, at, run } = await simulated(async () => {
      const controller = new AbortController();
      const failure = failureOf(make().map(sleepTen, range(5), { signal: controller.signal }));
      await sleepFor(3);
      controller.abort(reason);
      const error = await failure;
      return { error, at: clock.now, run: runOf(error) };
    });

    expect(error).toBe(reason);
    expect(at).toBe(10);
    expect(run?.results).toEqual([
      ...range(lanes).map(() => ({ status: 'fulfilled', value: 10 })),
      ...range(5 - lanes).map(() => ({ status: 'rejected', reason })),
    ]);
    expect(run?.trace.neverStarted.map(({ label, outcome, endedAt }) => [label, outcome, endedAt])).toEqual(
      range(5 - lanes).map((n) => [String(n + lanes), 'cancelled', 3]),
    );
  });

  inMemory(contracted)('puts the reason before what tasks threw', async () => {
    const controller = new AbortController();
    const fail = () => {
      controller.abort(reason);
      throw new Error('mine');
    };

    expect(await failureOf(make().map(fail, range(9), { signal: controller.signal }))).toBe(reason);
  });

  inMemory(contracted)('shows in mapSettled as the reason of each task called off', async () => {
    const controller = new AbortController();
    const last = (n: number) => (n === lanes - 1 ? controller.abort(reason) : undefined);

    const run = await simulate(() => make().mapSettled(last, range(lanes + 2), { signal: controller.signal }));

    expect(run.results.map((result) => result.status)).toEqual([
      ...range(lanes).map(() => 'fulfilled'),
      'rejected',
      'rejected',
    ]);
  });

  test('starts nothing if it was aborted before', async () => {
    const signal = AbortSignal.abort(reason);
    const pool = make();
    let started = 0;
    const task = sharesMemory ? () => (started += 1) : () => 1;

    expect(await failureOf(pool.map(task, range(3), { signal }))).toBe(reason);
    expect(await failureOf(pool.apply(task, [], { signal }))).toBe(reason);
    expect(await failureOf(pool.imap(task, range(3), { signal }).next())).toBe(reason);
    expect(await failureOf(pool.imapUnordered(task, range(3), { signal }).run)).toBe(reason);
    expect((await pool.map(task, [], { signal })).results).toEqual([]);
    expect(started).toBe(0);
  });

  test('changes nothing if it aborts when all has started', async () => {
    const run = await simulate(async () => {
      const controller = new AbortController();
      const tasks = range(lanes).map(() => 10);
      const mapping = make().map(sleepFor, tasks, { signal: controller.signal });
      await sleepFor(5);
      controller.abort(reason);
      return mapping;
    });

    expect(run.results).toEqual(range(lanes).map(() => 10));
  });

  test('ends an iteration unless its inputs are known to be at their end', async () => {
    const { first, second } = await simulated(async () => {
      const controller = new AbortController();
      const results = make().imap(sleepFor, [10], { signal: controller.signal });
      await sleepFor(5);
      controller.abort(reason);
      const [first, second] = await Promise.allSettled([results.next(), results.next()]);
      return { first, second };
    });

    // One lane is busy with the first input, so nobody has asked for a second.
    expect(first).toEqual({ status: 'fulfilled', value: { done: false, value: 10 } });
    expect(second).toEqual(
      lanes === 1 ? { status: 'rejected', reason } : { status: 'fulfilled', value: { done: true, value: undefined } },
    );
  });

  test('is let go of when the call is over', async () => {
    const listeners = new Set<unknown>();
    const signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined }) as unknown as AbortSignal;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners.add(args[1]);
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners.delete(args[1]);
      removeEventListener.apply(signal, args);
    };
    const pool = make();

    const mapping = pool.map(async (n) => n, range(3), { signal });
    expect(listeners.size).toBe(1);
    await mapping;

    expect(listeners.size).toBe(0);
  });

  test('ends an iteration after the results of what was in flight', async () => {
    const read = await simulated(async () => {
      const controller = new AbortController();
      const results = make().imapUnordered(sleepTen, range(50), { signal: controller.signal });
      await sleepFor(3);
      controller.abort(reason);
      const read: unknown[] = [];
      try {
        for await (const result of results) read.push(result);
      } catch (error) {
        read.push(error);
      }
      return read;
    });

    expect(read).toEqual([...range(lanes).map(() => 10), reason]);
  });

  inMemory(contracted)('may be aborted by the inputs themselves', async () => {
    const controller = new AbortController();
    function* inputs() {
      yield 0;
      controller.abort(reason);
      yield 1;
    }
    const results = make().imap((n) => n, inputs(), { signal: controller.signal });

    expect(await results.next()).toEqual({ done: false, value: 0 });
    expect(await failureOf(results.next())).toBe(reason);
  });
}

function belongsToNoClock(contracted: Contracted): void {
  const { make, makeNew, sharesMemory } = contracted;

  test('serves outside a simulation, inside one, and in the next', async () => {
    const pool = make();

    expect((await pool.map((n) => n, range(2))).results).toEqual([0, 1]);
    expect((await simulate(() => pool.map(sleepFor, [7]))).elapsed).toBe(7);
    expect((await simulate(() => pool.map(sleepFor, [8]))).elapsed).toBe(8);
    expect((await pool.map((n) => n, range(2))).results).toEqual([0, 1]);
  });

  test('refuses a call while it has unfinished work of another clock', async () => {
    const pool = make();
    const waiting = pool.map(sleepFor, [300]);
    await new Promise(setImmediate);

    // A simulation on the virtual clock does not begin beside promises of the real one.
    const clock = sharesMemory ? 'real' : 'virtual';
    expect(await failureOf(simulate(() => pool.map(sleepFor, [1]), { clock }))).toEqual(
      new UsageError(
        `${nameOf(pool)} has unfinished work of another clock: a call made on the real clock is not over.\n` +
          'Await it first, or make a pool inside each `simulate`.',
      ),
    );

    await waiting;
    expect((await simulate(() => pool.map(sleepFor, [1]))).elapsed).toBe(1);
  });

  inMemory(contracted)('refuses a call after a simulation that left work behind', async () => {
    const pool = makeNew();
    await simulate(async () => void pool.map(sleepFor, [1000]), { leaks: 'ignore' });

    expect(() => pool.map(sleepFor, [1])).toThrow('a call made inside an earlier `simulate` is not over');
  });

  if (!sharesMemory) {
    test('serves after a simulation that left work behind, since its lanes have left that', async () => {
      const pool = make();
      await simulate(async () => void pool.map(sleepFor, [1000, 1000, 1000, 1000]), { leaks: 'ignore' });

      expect((await simulate(() => pool.map(sleepFor, [1, 2, 3]))).elapsed).toBe(3);
    });
  }

  test('joins after a simulation that left work behind: nothing of it will ever come', async () => {
    const pool = makeNew();
    await simulate(async () => void pool.map(sleepFor, [1000, 1000]), { leaks: 'ignore' });

    pool.close();

    await pool.join();
  });

  test('runs in a simulation on the real clock', async () => {
    const run = await simulate(() => make().map((n) => n, range(3)), { clock: 'real' });

    expect(run.results).toEqual([0, 1, 2]);
    expect(run.trace.length).toBe(3);
  });
}

function nameOf(pool: Pool): string {
  return pool[SOURCE].name;
}
