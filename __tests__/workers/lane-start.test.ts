import { afterEach, describe, expect, jest, test } from '@jest/globals';
import childProcess, { type ChildProcess } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { join } from 'node:path';
import { processPool, runOf, simulate, slowServer, task, threadPool } from '../../src';
import type { Order } from '../../src/workers/order';
import { questionIn } from '../../src/workers/questions';
import { WorkerEngine } from '../../src/workers/worker-engine';
import { half, plain } from './tasks/halving';
import { clockModules, loadedHere, loadedThenAsked } from './tasks/loaded';
import { replaced, type ways } from './tasks/replaced-globals';

jest.setTimeout(60_000);
afterEach(() => {
  jest.restoreAllMocks();
});

const url = 'https://start.example/a';
/** Of Node: they tell of each process and thread. */
const CHANNELS = ['child_process', 'worker_threads'];

describe.each([
  ['processPool', processPool],
  ['threadPool', threadPool],
])('a warm lane of %s', (kind, poolOf) => {
  test('loads neither nock, nor a compiler, nor what Node has for requests if no server is declared', async () => {
    // Compiles what is not in the cache yet.
    const first = poolOf(1);
    await first.apply(loadedHere, []);
    await first[Symbol.asyncDispose]();
    const pool = poolOf(1);

    const onRealClock = await pool.apply(loadedHere, []);
    const { results } = await simulate(() => pool.map(loadedHere, [0]));
    await pool[Symbol.asyncDispose]();

    expect([onRealClock, results]).toEqual([[], [[]]]);
  });

  test('has nock before its first task if a server is declared by then', async () => {
    const pool = poolOf(2);
    slowServer('https://start.example', { firstByte: 10 });

    const { results, elapsed } = await simulate(() => pool.map(loadedThenAsked, [url, url]));
    await pool[Symbol.asyncDispose]();

    expect(results).toEqual([
      ['nock', 'https', 'crypto', 'status 200'],
      ['nock', 'https', 'crypto', 'status 200'],
    ]);
    expect(elapsed).toBe(10);
  });

  test('has nock before the next task if a server is declared between two', async () => {
    const pool = poolOf(1);

    const run = await simulate(async () => {
      const before = await pool.apply(loadedHere, []);
      slowServer('https://start.example', { firstByte: 10 });
      return [before, await pool.apply(loadedHere, []), await pool.apply(loadedThenAsked, [url])];
    });
    await pool[Symbol.asyncDispose]();

    const loaded = ['nock', 'https', 'crypto'];
    expect(run.value).toEqual([[], loaded, [...loaded, 'status 200']]);
  });

  test('loads what Node has for `performance` and threads with the first simulation', async () => {
    const pool = poolOf(1);
    const onRealClock = await pool.apply(clockModules, []);
    const { results } = await simulate(() => pool.map(clockModules, [0]));
    await pool[Symbol.asyncDispose]();

    // A thread has loaded the module that it is made with.
    expect(onRealClock).toEqual(kind === 'processPool' ? [] : ['worker_threads']);
    expect(results).toEqual([['perf_hooks', 'worker_threads']]);
  });

  test.each([
    'captured-global.ts',
    'captured-module.ts',
    'captured-builtin.ts',
    'captured-import.mjs',
    'captured-later.cjs',
    'captured-through-require.cjs',
  ])('sees what a module has taken of Node before the first simulation: %s', async (file) => {
    const pool = poolOf(1);
    const elapsed = task(join(__dirname, 'tasks', file), 'elapsed');
    await pool.apply(elapsed, [1]);
    const { results } = await simulate(() => pool.map(elapsed, [1000]));
    await pool[Symbol.asyncDispose]();

    expect(results).toEqual([[1000, true]]);
  });

  test.each<[keyof typeof ways, unknown, unknown]>([
    ['assigned others', [42, 'OwnChannel'], [42, 'OwnChannel']],
    ['defined others', [42, 'OwnChannel'], [42, 'OwnChannel']],
    ['deleted them', [undefined, undefined], [undefined, undefined]],
    ['wrapped one', [[1, 'number'], 'MessageChannel'], [[2, 'number'], 'MessageChannel']],
  ])('leaves alone what a module has made of globals before the first simulation: it %s', async (way, first, then) => {
    const pool = poolOf(1);
    const onRealClock = await pool.apply(replaced, [way]);
    const { results } = await simulate(() => pool.map(replaced, [way]));
    await pool[Symbol.asyncDispose]();

    expect([onRealClock, ...results]).toEqual([first, then]);
  });

  test('runs nothing of what is called off while it starts', async () => {
    await using pool = poolOf(1);
    const [controller, enough] = [new AbortController(), new Error('enough')];
    const results = pool.imap(plain, [1, 2], { signal: controller.signal });
    // Its first input is taken by then, and no worker starts that quickly.
    await new Promise(setImmediate);
    controller.abort(enough);

    await expect(results.next()).rejects.toBe(enough);
    await expect(results.run).rejects.toBe(enough);
    const { trace } = runOf(enough)!;
    expect([trace.length, trace.neverStarted.map(({ label }) => label)]).toEqual([0, ['1']]);
  });

  test('is told of each clock, though it has loaded the function before', async () => {
    const pool = poolOf(1);
    const look = (): readonly [now: number, draw: number] => [Date.now(), Math.random()];
    const onRealClock = async () => (await pool.map(look, [0])).results[0]!;
    const inSimulation = async (clock: 'virtual' | 'real') =>
      (await simulate(() => pool.map(look, [0]), { clock, seed: 7 })).results[0]!;
    const began = Date.now();

    const virtual = [await inSimulation('virtual'), await inSimulation('virtual')];
    const real = [await onRealClock(), await onRealClock()];
    const seeded = [await inSimulation('real'), await inSimulation('real')];
    const after = await onRealClock();
    await pool[Symbol.asyncDispose]();

    expect(virtual[1]).toEqual(virtual[0]);
    for (const [now] of [...real, ...seeded, after]) expect(now).toBeGreaterThanOrEqual(began);
    const draws = [virtual[0]![1], seeded[0]![1], seeded[1]![1]];
    expect(new Set(draws).size).toBe(1);
    expect(new Set([...real, after].map(([, draw]) => draw)).size).toBe(3);
  });

  test('hears of the clock once from calls beside each other, of one function or two', async () => {
    const pool = poolOf(1);
    const one = (n: number): number => n + 1;
    const two = (n: number): number => n + 2;
    const chunkSize = 1;
    const calls = () => [one, one, two].map((fn) => pool.map(fn, [1, 2, 3], { chunkSize }));

    // The second time the lane has loaded both, and hears of the real clock anew.
    const cold = await Promise.all(calls());
    await simulate(() => pool.map(one, [0]));
    const warm = await Promise.all(calls());
    await pool[Symbol.asyncDispose]();

    for (const runs of [cold, warm]) {
      expect(runs.map(({ results }) => results)).toEqual([
        [2, 3, 4],
        [2, 3, 4],
        [3, 4, 5],
      ]);
    }
  });

  test('is told of the clock by a call whose module fails to load, for those beside it and after it', async () => {
    const pool = poolOf(1);
    const failing = task(join(__dirname, 'tasks/throws-at-load.ts'), 'neverCalled');
    const add = (n: number): number => n + 1;
    // One that begins nothing is replaced, and the next one runs the task.
    const started: unknown[] = [];
    const hear = (one: unknown): void => void started.push(one);
    for (const channel of CHANNELS) diagnostics.subscribe(channel, hear);

    try {
      const [first, beside] = await Promise.allSettled([pool.apply(failing, []), pool.apply(add, [1])]);
      const again = await pool.apply(failing, []).catch((error: unknown) => error);
      const after = await pool.apply(add, [2]);

      expect(first).toMatchObject({ status: 'rejected', reason: { cause: new RangeError('thrown as it loads') } });
      expect(again).toMatchObject({ cause: new RangeError('thrown as it loads') });
      expect([beside, after, started.length]).toEqual([{ status: 'fulfilled', value: 2 }, 3, 1]);
    } finally {
      for (const channel of CHANNELS) diagnostics.unsubscribe(channel, hear);
      await pool[Symbol.asyncDispose]();
    }
  });
});

describe.each([
  ['one task, which has as long as its test has', {}, 1],
  ['one task with a limit of its own, of which loading takes nothing', { taskTimeout: 60_000 }, 2],
])('a process that starts for %s', (_, options, steps) => {
  test(`loads and runs in ${steps} of its steps`, async () => {
    let replies = 0;
    const hear = ({ process: child }: { process: ChildProcess }): void =>
      void child.on('message', (message) => {
        // Its module may not be compiled yet.
        if (questionIn(message) === undefined) replies += 1;
      });
    diagnostics.subscribe('child_process', hear as never);
    try {
      await using pool = processPool(1, options);
      expect(await pool.apply(plain, [4])).toBe(5);
      expect(replies).toBe(steps);
    } finally {
      diagnostics.unsubscribe('child_process', hear as never);
    }
  });
});

test('a worker pool knows a function that it was given before', () => {
  const engine = new WorkerEngine(1, { kind: 'thread', pool: 'threadPool(1)', options: {} });
  const numbered = (fn: (n: number) => number): unknown =>
    (engine.fit({ fn, takes: 'input', nameOf: String }).fitted as Order).fn;

  expect(numbered(plain)).toBe(numbered(plain));
  expect(numbered(half)).not.toBe(numbered(plain));
  // Sent by its source: of one text it is one function to the worker as well.
  expect(numbered((n) => n + 3)).toBe(numbered((n) => n + 3));
  expect(numbered((n) => n + 3)).not.toBe(numbered((n) => n + 4));
});

test('after a worker that could not be started the next task has another', async () => {
  const fork = jest.spyOn(childProcess, 'fork').mockImplementationOnce(() => {
    throw new Error('spawn EAGAIN');
  });
  await using pool = processPool(1);

  await expect(pool.apply(half, [8])).rejects.toThrow('spawn EAGAIN');
  expect(await pool.apply(half, [8])).toBe(4);
  expect(fork).toHaveBeenCalledTimes(2);
});
