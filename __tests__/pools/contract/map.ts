import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AsyncLocalStorage } from 'node:async_hooks';
import { simulate } from '../../../src/simulate/simulate';
import { runOf } from '../../../src/trace/run';
import { type Contracted, failureOf, greedily, inMemory, numRuns, range, simulated, sleepFor } from './tasks';
import { giveInWay, sleepAndFail, sleepTen, throwIt } from './work';

export function mapContract(contracted: Contracted): void {
  const { lanes, make, sharesMemory } = contracted;

  describe('map', () => {
    test('gives results in input order, however long each takes', async () => {
      const run = await simulate(() => make().map(sleepFor, [30, 10, 20]));

      expect(run.results).toEqual([30, 10, 20]);
      expect([...run.byInput()]).toEqual([
        [30, 30],
        [10, 10],
        [20, 20],
      ]);
    });

    test('starts tasks in input order, each as soon as a lane is free', async () => {
      const lengths = [50, 10, 10, 30, 20, 40, 5, 5];

      const run = await simulate(() => make().map(sleepFor, lengths, { label: (_, i) => String(i) }));

      expect(run.trace.spans.map(({ startedAt, endedAt }) => ({ startedAt, endedAt }))).toEqual(
        greedily(lengths, lanes),
      );
    });

    test('is greedy for tasks of any length', async () => {
      const anyLengths = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 15 });
      await fc.assert(
        fc.asyncProperty(anyLengths, async (lengths) => {
          const { trace, results, elapsed } = await simulate(() => make().map(sleepFor, lengths));
          const greedy = greedily(lengths, lanes);

          expect(results).toEqual(lengths);
          expect(trace.spans.map(({ startedAt, endedAt }) => ({ startedAt, endedAt }))).toEqual(greedy);
          expect(elapsed).toBe(Math.max(0, ...greedy.map(({ endedAt }) => endedAt)));
        }),
        { numRuns: numRuns(contracted) },
      );
    });

    test('never has more in flight than the limit, nor two at once in a lane', async () => {
      const anyLengths = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 15 });
      await fc.assert(
        fc.asyncProperty(anyLengths, fc.integer({ min: 1, max: 4 }), async (lengths, chunkSize) => {
          const { trace } = await simulate(() => make().map(sleepFor, lengths, { chunkSize }));

          for (const span of trace) {
            const beside = trace.filter((other) => other.startStep < span.endStep && span.startStep < other.endStep);
            expect(beside.filter((other) => other.startStep <= span.startStep).length).toBeLessThanOrEqual(lanes);
            expect(beside.filter((other) => other.lane === span.lane).length).toBe(1);
            expect(span.lane).toBeLessThan(lanes);
          }
        }),
        { numRuns: numRuns(contracted) },
      );
    });

    test('gives the function its input alone, not its index', async () => {
      const run = await make().map(parseInt, ['1', '2', '10']);

      expect(run.results).toEqual([1, 2, 10]);
    });

    test('calls the function without a `this`', async () => {
      function whose(this: unknown) {
        'use strict';
        return this === undefined;
      }

      expect((await make().map(whose, [1])).results).toEqual([true]);
    });

    test('takes functions that give a value, a promise or a thenable', async () => {
      const run = await make().map(giveInWay, ['value', 'promise', 'thenable']);

      expect(run.results).toEqual([1, 2, 3]);
    });

    test('takes inputs from any iterable', async () => {
      const run = await make().map((n) => n * n, new Set([3, 1, 2]));

      expect(run.results).toEqual([9, 1, 4]);
    });

    test('of no inputs gives no results, in no time', async () => {
      const run = await simulate(() => make().map(sleepFor, []));

      expect(run.results).toEqual([]);
      expect(run.trace.length).toBe(0);
      expect(run.elapsed).toBe(0);
    });

    test('rejects with the first failure by input order, not by time, after the rest has settled', async () => {
      const inputs = [{ ms: 5 }, { ms: 20, error: 'late' }, { ms: 10, error: 'early' }, { ms: 90 }];

      const { error, run } = await simulated(async () => {
        const error = await failureOf(make().map(sleepAndFail, inputs));
        return { error, run: runOf(error) };
      });

      expect(error).toEqual(new Error('late'));
      expect(run?.trace.spans.map((span) => span.outcome)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      expect(run?.results.map((result) => (result as PromiseSettledResult<unknown>).status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
      ]);
    });

    test('leaves the error untouched, whatever it is', async () => {
      const thrown = [Object.freeze(new Error('frozen')), 'a text', undefined, null];

      const errors = await Promise.all(thrown.map((value) => failureOf(make().map(throwIt, [value]))));

      expect(errors).toEqual(thrown);
      if (sharesMemory) expect(errors[0]).toBe(thrown[0]);
    });

    test('catches what a function throws before its first await', async () => {
      const error = await failureOf(
        make().map(
          (n) => {
            throw new RangeError(`not ${n}`);
          },
          [1, 2],
        ),
      );

      expect(error).toEqual(new RangeError('not 1'));
    });

    test('serves calls in the order in which they were made', async () => {
      const run = await simulate(async () => {
        const pool = make();
        const calls = ['a', 'b'].map((name) => pool.map(sleepTen, range(3), { label: (_, i) => `${name}${i}` }));
        await Promise.all(calls);
      });

      expect(run.trace.spans.map((span) => span.label)).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
    });

    inMemory(contracted)('keeps the AsyncLocalStorage of each call', async () => {
      const storage = new AsyncLocalStorage<string>();
      const pool = make();
      const read = async () => {
        await Promise.resolve();
        return storage.getStore();
      };

      const runs = await simulated(() =>
        Promise.all(['one', 'two'].map((user) => storage.run(user, () => pool.map(read, range(5))))),
      );

      expect(runs.map((run) => [...new Set(run.results)])).toEqual([['one'], ['two']]);
    });
  });

  describe('mapSettled', () => {
    test('says of each task what it gave or threw', async () => {
      const refuseOdd = async (n: number) => (n % 2 === 0 ? n : Promise.reject(new Error('odd')));

      const run = await simulate(() => make().mapSettled(refuseOdd, range(3)));

      expect(run.results).toEqual([
        { status: 'fulfilled', value: 0 },
        { status: 'rejected', reason: new Error('odd') },
        { status: 'fulfilled', value: 2 },
      ]);
      expect(run.trace.spans.map((span) => span.outcome)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });
  });

  describe('starmap', () => {
    test('spreads each input over the arguments', async () => {
      const pairs: [number, number][] = [
        [5, 1],
        [1, 5],
      ];

      const run = await simulate(() => make().starmap((a, b) => a - b, pairs));

      expect(run.results).toEqual([4, -4]);
      expect(run.trace.spans.map(({ label, input }) => [label, input])).toEqual([
        ['5, 1', [5, 1]],
        ['1, 5', [1, 5]],
      ]);
    });
  });

  describe('apply', () => {
    test('runs one task and gives its value', async () => {
      expect(await make().apply(Math.max, [1, 3, 2])).toBe(3);
      expect(await make().apply(() => 'nothing given')).toBe('nothing given');
    });

    test('rejects with what the task throws', async () => {
      const error = new Error('no');

      expect(await failureOf(make().apply(throwIt, [error]))).toEqual(error);
    });

    test('names its task by the arguments, else by the function, or as it is told', async () => {
      const run = await simulate(async () => {
        const pool = make();
        await pool.apply(sleepFor, [5]);
        await pool.apply(async function fetchAll() {});
        await pool.apply(() => 0);
        await pool.apply(sleepFor, [5], { label: 'nap' });
      });

      expect(run.trace.spans.map((span) => span.label)).toEqual(['5', 'fetchAll', '#0', 'nap']);
    });

    test('waits its turn behind calls that were made before', async () => {
      const run = await simulate(async () => {
        const pool = make();
        await Promise.all([pool.map(sleepTen, range(lanes)), pool.apply(sleepFor, [1])]);
      });

      expect(run.trace.spans.map(({ startedAt }) => startedAt)).toEqual([...range(lanes).map(() => 0), 10]);
    });
  });

  describe('chunkSize', () => {
    test('has one lane run that many inputs in sequence, each with a span of its own', async () => {
      const run = await simulate(() => make().map(sleepTen, range(5), { chunkSize: 2 }));

      const startedAt = run.trace.spans.map((span) => [span.label, span.startedAt]);

      // Chunks 0 1, 2 3 and 4, each a sequence of 10 ms tasks.
      const chunks = greedily([20, 20, 10], lanes).map((chunk) => chunk.startedAt);
      expect(Object.fromEntries(startedAt)).toEqual({
        0: chunks[0],
        1: chunks[0]! + 10,
        2: chunks[1],
        3: chunks[1]! + 10,
        4: chunks[2],
      });
      expect(run.results).toEqual([10, 10, 10, 10, 10]);
    });

    test('tries each input of a chunk, even if an earlier one failed', async () => {
      const run = await make().mapSettled(async (n) => (n === 0 ? Promise.reject(new Error('0')) : n), range(3), {
        chunkSize: 3,
      });

      expect(run.results.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
      expect(new Set(run.trace.spans.map((span) => span.lane))).toEqual(new Set([0]));
    });
  });
}
