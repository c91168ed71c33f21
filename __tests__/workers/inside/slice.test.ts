import { describe, expect, test } from '@jest/globals';
import type { LoadedTask } from '../../../src/references/load-task';
import { taskContext } from '../../../src/trace/task-context';
import type { Surroundings } from '../../../src/workers/inside/chunk';
import { keepFunction } from '../../../src/workers/inside/kept-functions';
import { Lease } from '../../../src/workers/inside/lease';
import { Log } from '../../../src/workers/inside/log';
import { runSlice } from '../../../src/workers/inside/slice';
import type { Entry, SliceOrder } from '../../../src/workers/protocol';

/** What a slice logs, by a clock that is one millisecond later each time it is read. */
async function logOf(
  fn: (input: never) => unknown,
  order: Partial<SliceOrder>,
  changes: Partial<Surroundings> = {},
): Promise<readonly Entry[]> {
  keepFunction(1, fn as LoadedTask);
  let readings = 0;
  const log = new Log();
  const surroundings = {
    log,
    seed: 1,
    recording: {},
    lease: new Lease(true),
    sharesMemory: false,
    now: () => readings++,
    meet: () => Promise.resolve(true),
    tell: () => Promise.resolve(),
    ...changes,
  };
  await runSlice(
    { fn: 1, takes: 'input', call: 7, rendezvous: false, first: 3, inputs: [1, 2, 3], ...order },
    surroundings,
  );
  return log.reply().log;
}

const oddly = (n: number): unknown => {
  if (n === 2) throw 'even';
  return n === 3 ? Promise.resolve('three') : n;
};

describe('a slice', () => {
  test('reads the clock once a task: each begins as the one before it ends, whatever became of that', async () => {
    expect(await logOf(oddly, {})).toEqual([
      ['ran', { times: [0, 1, 2, 3], values: [1, 'even', 'three'], failed: [1] }],
    ]);
  });

  test('is told of every 50 ms, but for its end, and does not count the time that this takes', async () => {
    let ms = 0;
    const told: number[] = [];
    const now = () => ms;
    const tell = () => {
      told.push(ms);
      ms += 7;
      return Promise.resolve();
    };
    const take = (n: number) => (ms += n);

    expect(await logOf(take, { inputs: [30, 19, 1, 50, 40, 49] }, { now, tell })).toEqual([
      ['ran', { times: [0, 30, 49, 50], values: [30, 49, 50], failed: [] }],
      ['ran', { times: [57, 107], values: [107], failed: [] }],
      ['ran', { times: [114, 154, 203], values: [154, 203], failed: [] }],
    ]);
    expect(told).toEqual([50, 107]);
  });

  test('has done what a task left to be done at once before the next one begins, as every pool', async () => {
    let done = 0;
    const leave = (): number => {
      void Promise.resolve().then(() => (done += 1));
      return done;
    };

    expect(await logOf(leave, {})).toEqual([['ran', { times: [0, 1, 2, 3], values: [0, 1, 2], failed: [] }]]);
  });

  test('runs its first task in a turn of promises, too: there microtasks come before ticks', async () => {
    const happened: string[] = [];
    const leave = (n: number): void => {
      process.nextTick(() => happened.push(`tick ${n}`));
      void Promise.resolve().then(() => happened.push(`microtask ${n}`));
    };
    // As a message from the pool arrives: in no promise's turn.
    await new Promise<void>((done) => setImmediate(() => void logOf(leave, { inputs: [1] }).then(() => done())));
    await new Promise(setImmediate);

    expect(happened).toEqual(['microtask 1', 'tick 1']);
  });

  test('gives each task its index, and its context also behind an await', async () => {
    const whoAmI = async () => {
      await Promise.resolve();
      return taskContext.getStore()?.spanId;
    };

    expect(await logOf(whoAmI, {})).toEqual([['ran', { times: [0, 1, 2, 3], values: [-4, -5, -6], failed: [] }]]);
    expect(taskContext.getStore()).toBeUndefined();
  });

  test('has all tasks in flight at once where they are to meet others, and fails them if those never come', async () => {
    const rendezvous = true;
    expect(await logOf(oddly, { rendezvous })).toEqual([
      ['ran', { times: [0, 1, 2, 3], values: [1, 'even', 'three'], failed: [1] }],
    ]);
    expect(await logOf(oddly, { rendezvous }, { meet: () => Promise.resolve(false) })).toEqual([
      ['ran', { times: [0, 1, 1, 1], values: [undefined, undefined, undefined], failed: [0, 1, 2] }],
    ]);
  });
});
