import { describe, expect, test } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { clock } from '../../../src/simulate/clock';
import { simulate } from '../../../src/simulate/simulate';
import { runOf } from '../../../src/trace/run';
import { type Contracted, failureOf, greedily, inMemory, latch, range, simulated, sleepFor } from './tasks';
import {
  doubleAfterTen,
  failAfterTen,
  failAtTwo,
  failAtZero,
  failUnlessZero,
  giveAfterOne,
  giveAfterTen,
  giveFirstLate,
  sleepFive,
  sleepTen,
} from './work';

type Word = 'imap' | 'imapUnordered';

export function imapContract(contracted: Contracted): void {
  describe('imap', () => inInputOrder(contracted));
  describe('imapUnordered', () => inFinishingOrder(contracted));
  describe.each(['imap', 'imapUnordered'] as const)('%s', (word) => {
    takesInputsLazily(word, contracted);
    canBeLeft(word, contracted);
    failsInPlace(word, contracted);
    hasARun(word, contracted);
  });
}

/** Inputs 0, 1, 2, … that say how many were taken, and whether they were told that no more are wanted. */
function counted(count = Infinity) {
  const seen = { taken: 0, isClosed: false };
  function* inputs() {
    try {
      while (seen.taken < count) yield seen.taken++;
    } finally {
      seen.isClosed = true;
    }
  }
  return { seen, inputs: inputs() };
}

/** Inputs that are there after so many milliseconds each. */
async function* after(...gaps: number[]): AsyncGenerator<number> {
  for (const gap of gaps) yield sleepFor(gap);
}

/** Each result, and when it was there. */
async function timed<T>(results: AsyncIterable<T>): Promise<[T, number][]> {
  const list: [T, number][] = [];
  for await (const result of results) list.push([result, clock.now]);
  return list;
}

async function listed<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

function inInputOrder({ lanes, make }: Contracted): void {
  test('gives results in input order, each as soon as it and those before it are there', async () => {
    const lengths = [30, 10, 20, 5];

    const results = await simulated(() => timed(make().imap(sleepFor, lengths)));

    const ends = greedily(lengths, lanes).map(({ endedAt }) => endedAt);
    expect(results).toEqual(lengths.map((length, i) => [length, Math.max(...ends.slice(0, i + 1))]));
  });

  test('stops taking inputs while results wait for an earlier one', async () => {
    const { seen, inputs } = counted();

    await simulated(async () => {
      const results = make().imap(giveFirstLate, inputs, { readAhead: 5 });
      await sleepFor(100);
      // Two lanes go on beside the first task: when the fifth result waits, one of them is on its way to the sixth.
      expect(seen.taken).toBe(lanes === 1 ? 1 : 7);
      expect(await results.next()).toEqual({ done: false, value: 0 });
      await results.return();
    });
  });
}

function inFinishingOrder({ lanes, make }: Contracted): void {
  test('gives results in the order in which tasks finish, each at once', async () => {
    const lengths = [30, 10, 20, 5];

    const results = await simulated(() => timed(make().imapUnordered(sleepFor, lengths)));

    const ends = greedily(lengths, lanes).map(({ endedAt }, i) => [lengths[i], endedAt] as const);
    expect(results).toEqual(ends.sort((a, b) => a[1] - b[1]));
  });
}

function takesInputsLazily(word: Word, contracted: Contracted): void {
  const { lanes, make } = contracted;

  test('takes an input only when a lane is free', async () => {
    const { seen, inputs } = counted(6);

    await simulated(async () => {
      const reading = listed(make()[word](sleepTen, inputs));
      await clock.settled();
      expect(seen.taken).toBe(Math.min(lanes, 6));
      await sleepFor(10);
      await clock.settled();
      expect(seen.taken).toBe(Math.min(2 * lanes, 6));
      expect(await reading).toHaveLength(6);
    });
  });

  test('takes as many inputs at a time as make a chunk', async () => {
    const { seen, inputs } = counted(7);

    const run = await simulate(async () => {
      const reading = listed(make()[word](sleepTen, inputs, { chunkSize: 3 }));
      await clock.settled();
      expect(seen.taken).toBe(Math.min(3 * lanes, 7));
      await reading;
    });

    const chunks = greedily([30, 30, 10], lanes).map(({ startedAt }) => startedAt);
    expect(Object.fromEntries(run.trace.spans.map(({ label, startedAt }) => [label, startedAt]))).toEqual(
      Object.fromEntries(range(7).map((n) => [n, chunks[Math.floor(n / 3)]! + 10 * (n % 3)])),
    );
  });

  test('stops taking inputs while too many results wait to be read, and goes on when they are', async () => {
    const { seen, inputs } = counted();

    await simulated(async () => {
      const results = make()[word](giveAfterOne, inputs, { readAhead: 4 });
      await sleepFor(100);
      const taken = seen.taken;
      expect(taken).toBeGreaterThanOrEqual(4);
      expect(taken).toBeLessThan(4 + lanes);

      expect(await results.next()).toEqual({ done: false, value: 0 });
      await sleepFor(100);
      expect(seen.taken).toBeLessThanOrEqual(taken + 1);
      for (let n = 1; n < 50; n++) expect(await results.next()).toEqual({ done: false, value: n });
      await results.return();
      await results.run;
    });
  });

  test('takes async inputs, without a lane while it waits for them', async () => {
    const results = await simulated(async () => {
      const pool = make();
      const results = timed(pool[word](sleepFor, after(10, 20, 30)));
      expect(await pool.apply(sleepFor, [5])).toBe(5);
      return results;
    });

    // The next input is asked for when a lane is free: with one lane, when the task before has ended.
    expect(results).toEqual(
      lanes === 1
        ? [
            [10, 20],
            [20, 60],
            [30, 120],
          ]
        : [
            [10, 20],
            [20, 50],
            [30, 90],
          ],
    );
  });

  test('can be fed by another call of its own pool', async () => {
    const doubledTwice = await simulated(() => {
      const pool = make();
      return listed(pool[word](doubleAfterTen, pool.imap(doubleAfterTen, range(4))));
    });

    expect(doubledTwice).toEqual([0, 4, 8, 12]);
  });

  test('of no inputs is done at once', async () => {
    expect(await listed(make()[word](sleepFor, []))).toEqual([]);
    expect(await listed(make()[word](sleepFor, after()))).toEqual([]);
  });

  test('answers several readers in the order in which they asked', async () => {
    const results = make()[word]((n) => n, range(2), { chunkSize: 2 });

    expect(await Promise.all([results.next(), results.next(), results.next(), results.next()])).toEqual([
      { done: false, value: 0 },
      { done: false, value: 1 },
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  inMemory(contracted)('keeps the AsyncLocalStorage of the call, for the function and for the inputs', async () => {
    const storage = new AsyncLocalStorage<string>();
    function* users() {
      for (let i = 0; i < 5; i++) yield storage.getStore();
    }

    const results = storage.run('caller', () => make()[word]((user) => [user, storage.getStore()], users()));

    expect(await storage.run('reader', () => listed(results))).toEqual(range(5).map(() => ['caller', 'caller']));
  });
}

function canBeLeft(word: Word, { lanes, make }: Contracted): void {
  test('takes no more once its reader breaks off, and tells the inputs', async () => {
    const { seen, inputs } = counted();

    const run = await simulate(async () => {
      for await (const n of make()[word](giveAfterTen, inputs)) if (n === 4) break;
      await sleepFor(100);
    });

    expect(seen.isClosed).toBe(true);
    expect(run.trace.spans.map(({ label, outcome }) => [label, outcome])).toEqual(
      range(lanes === 1 ? 5 : 6).map((n) => [String(n), 'fulfilled']),
    );
    expect(run.trace.neverStarted.every((task) => task.outcome === 'cancelled')).toBe(true);
  });

  test('calls off what has not started, and lets what is in flight settle unwatched', async () => {
    const run = await simulate(async () => {
      const pool = make();
      const results = pool[word](failUnlessZero, range(3), { chunkSize: 2 });
      expect(await results.next()).toEqual({ done: false, value: 0 });
      await clock.settled();

      expect(await results.return()).toEqual({ done: true, value: undefined });
      expect(await results.next()).toEqual({ done: true, value: undefined });
      await sleepFor(100);
    });

    // Chunk 0 1 was in flight, and chunk 2 where there was a second lane.
    expect(run.trace.spans.map(({ label, outcome }) => [label, outcome])).toEqual(
      [
        ['0', 'fulfilled'],
        ['1', 'rejected'],
        ['2', 'rejected'],
      ].slice(0, lanes === 1 ? 2 : 3),
    );
  });

  test('lists the rest of a chunk as called off', async () => {
    const run = await simulate(async () => {
      const results = make()[word](sleepTen, range(3), { chunkSize: 3 });
      await results.next();
      await sleepFor(5);
      await results.return();
      await sleepFor(100);
    });

    expect(run.trace.spans.map(({ label, endedAt }) => [label, endedAt])).toEqual([
      ['0', 10],
      ['1', 20],
    ]);
    expect(run.trace.neverStarted.map(({ label, outcome, endedAt }) => [label, outcome, endedAt])).toEqual([
      ['2', 'cancelled', 15],
    ]);
  });

  test('does not wait for async inputs that never come', async () => {
    const { opened: never } = latch();
    async function* stuck() {
      yield 1;
      await never;
    }

    const results = make()[word]((n) => n, stuck());
    await results.next();

    expect(await results.return()).toEqual({ done: true, value: undefined });
    expect((await results.run).results).toEqual([1]);
  });

  test('waits for async inputs to close, and hears if they cannot', async () => {
    async function* inputs() {
      try {
        for (;;) yield 0;
      } finally {
        await sleepFor(10);
        // eslint-disable-next-line no-unsafe-finally
        throw new Error('cannot close');
      }
    }

    const failure = await simulated(async () => {
      const results = make()[word](sleepFive, inputs());
      await results.next();
      const error = await failureOf(results.return());
      return [error, clock.now];
    });

    expect(failure).toEqual([new Error('cannot close'), 15]);
  });
}

function failsInPlace(word: Word, { lanes, make }: Contracted): void {
  test('rejects where the failed task has its place, and is done after that', async () => {
    const error = new Error('at 2');

    const answers = await simulated(async () => {
      const results = make()[word](failAtTwo, range(5));
      const three = [await results.next(), await results.next(), await failureOf(results.next())];
      return [...three, await results.next(), await failureOf(results.run)];
    });

    expect(answers).toEqual([
      { done: false, value: 0 },
      { done: false, value: 1 },
      error,
      { done: true, value: undefined },
      error,
    ]);
  });

  test('gives the error to the reader whose turn it is, and the end to all others', async () => {
    const error = new Error('at 0');

    const answers = await simulated(() => {
      const results = make()[word](failAtZero, range(3));
      return Promise.allSettled([results.next(), results.next(), results.next(), results.run]);
    });

    const end = { status: 'fulfilled', value: { done: true, value: undefined } };
    expect(answers).toEqual([{ status: 'rejected', reason: error }, end, end, { status: 'rejected', reason: error }]);
  });

  test('takes no more inputs after a failure, and tells them', async () => {
    const { seen, inputs } = counted();

    await simulated(async () => {
      await failureOf(make()[word](failAfterTen, inputs).next());
      await sleepFor(100);
    });

    expect(seen).toEqual({ taken: lanes, isClosed: true });
  });

  test.each([
    ['inputs', (error: Error) => throwAfter(2, error)],
    ['async inputs', (error: Error) => throwLater(2, error)],
  ])('rejects with what %s throw, after the results of those before', async (_kind, throwing) => {
    const error = new Error('no more inputs');

    await simulated(async () => {
      const results = make()[word](giveAfterOne, throwing(error));
      expect(await results.next()).toEqual({ done: false, value: 0 });
      expect(await results.next()).toEqual({ done: false, value: 1 });
      expect(await failureOf(results.next())).toBe(error);
      expect(await results.next()).toEqual({ done: true, value: undefined });
      expect(await failureOf(results.run)).toBe(error);
    });
  });

  test('rejects if a task cannot be named', async () => {
    const label = (n: number) => (n === 1 ? (undefined as unknown as string) : 'zero');
    const results = make()[word]((n) => n, range(3), { label });

    expect(await results.next()).toEqual({ done: false, value: 0 });
    expect(await failureOf(results.next())).toMatchObject({
      message: 'Expected `label(…, 1)` to be a text, got `undefined` (undefined).',
    });
  });
}

function* throwAfter(count: number, error: Error): Generator<number> {
  yield* range(count);
  throw error;
}

async function* throwLater(count: number, error: Error): AsyncGenerator<number> {
  yield* throwAfter(count, error);
}

function hasARun(word: Word, { lanes, make }: Contracted): void {
  test('has a run once all is over, with results in the order of the iteration', async () => {
    const lengths = [30, 10, 20];

    const { run, read } = await simulated(async () => {
      const results = make()[word](sleepFor, lengths);
      return { read: await listed(results), run: await results.run };
    });

    expect(run.results).toEqual(read);
    expect(run.inputs).toEqual(read);
    expect(run.trace.spans.map((span) => span.label)).toEqual(['30', '10', '20']);
    expect(run.elapsed).toBe(Math.max(...greedily(lengths, lanes).map(({ endedAt }) => endedAt)));
  });

  test('has a run of what ran, if it was left early', async () => {
    const run = await simulated(async () => {
      const results = make()[word](sleepFor, [10, 20, 30], { chunkSize: 3 });
      await results.next();
      await sleepFor(5);
      await results.return();
      return results.run;
    });

    expect(run.inputs).toEqual([10, 20]);
    expect(run.results).toEqual([10, 20]);
    expect(run.elapsed).toBe(30);
    expect(run.trace.neverStarted.map((task) => task.label)).toEqual(['30']);
  });

  test('has a run that rejects with the first failure, and finds the run', async () => {
    const { error, ofRun } = await simulated(async () => {
      const results = make()[word](async (n) => (n === 1 ? Promise.reject(new Error('no')) : n), range(2));
      return { error: await failureOf(listed(results)), ofRun: await failureOf(results.run) };
    });

    expect(error).toEqual(new Error('no'));
    expect(ofRun).toBe(error);
    expect(runOf(error)?.results).toEqual([
      { status: 'fulfilled', value: 0 },
      { status: 'rejected', reason: error },
    ]);
  });

  test('runs whether or not anybody reads', async () => {
    const run = await simulated(() => make()[word](sleepFor, [10, 20, 30]).run);

    expect(run.results).toEqual([10, 20, 30]);
  });
}
