import { describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { type Pool, processPool, simulate, task, threadPool, type WorkerOptions } from '../../src';
import { fail } from './tasks/faults';
import { sleep } from './tasks/sleeping';

jest.setTimeout(60_000);

const make: Record<string, (options: WorkerOptions) => Pool> = {
  processPool: (options) => processPool(1, options),
  threadPool: (options) => threadPool(1, options),
};

const spinningAtLoad = task(join(__dirname, 'tasks/spins-at-load.ts'), 'neverCalled');

/** A task that spins, and what comes of the next one. */
async function spin(pool: Pool): Promise<{ message: string; next: string }> {
  const error = await pool.apply(fail, [['spin', 0]], { label: 'spinning' }).catch((died: unknown) => died);
  return { message: (error as Error).message.replace(/pid \d+/, 'pid …'), next: await pool.apply(fail, [['none', 1]]) };
}

describe.each(Object.keys(make))('a task that spins in a %s', (kind) => {
  test('is ended by taskTimeout on the real clock, and says so', async () => {
    await using pool = make[kind]!({ taskTimeout: 300 });

    const { message, next } = await spin(pool);

    expect(message).toMatch(
      /^The worker in lane 0 of \w+\(1\)( \(pid …\))? died while it ran "spinning": its task ran for longer than taskTimeout \(300 ms\)\.$/,
    );
    expect(next).toBe('done');
  });

  test('is ended by taskTimeout on the virtual clock, and the simulation goes on', async () => {
    await using pool = make[kind]!({ taskTimeout: 300 });

    const { value, elapsed } = await simulate(() => spin(pool));

    expect(value.message).toContain('its task ran for longer than taskTimeout (300 ms).');
    expect(value.next).toBe('done');
    expect(elapsed).toBe(2);
  });
});

test.each(Object.keys(make))('what a task of a %s waits on the virtual clock takes none of its time', async (kind) => {
  await using pool = make[kind]!({ taskTimeout: 2000 });

  const run = await simulate(() => pool.map(sleep, [3_600_000]));

  expect(run.elapsed).toBe(3_600_000);
});

describe('by default', () => {
  test('a task has four fifths of the time of its test', async () => {
    await using pool = processPool(1);
    await pool.apply(fail, [['none', 0]]);

    await expect(pool.apply(fail, [['hang', 0]])).rejects.toThrow(
      'its task ran for longer than taskTimeout (4800 ms).',
    );
  }, 6000);

  test.each([
    ["its task took longer, with its module's loading, than", () => processPool(1).apply(fail, [['hang', 0]])],
    ['its module took longer to load than', () => processPool(1).apply(spinningAtLoad, [])],
  ])(
    'the first task of a worker, and the loading of its module, have that together: %s',
    async (words, call) => {
      await expect(call()).rejects.toThrow(`${words} the test can wait (2400 ms).`);
    },
    3000,
  );

  test('also inside a simulation', async () => {
    await using pool = processPool(1);
    await pool.apply(fail, [['none', 0]]);

    const run = await simulate(() => pool.apply(fail, [['spin', 0]]).catch((error: unknown) => error));

    expect(String(run.value)).toContain('its task ran for longer than taskTimeout (4800 ms).');
  }, 6000);
});

test('each task of a chunk has its time for itself', async () => {
  await using pool = threadPool(1, { taskTimeout: 1000 });

  const { results } = await pool.mapSettled(
    fail,
    (['none', 'spin', 'none', 'none'] as const).map((fault) => [fault, 400] as const),
    { chunkSize: 4, label: ([fault], i) => `${i} ${fault}` },
  );

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});

const spinFor = (ms: number): number => {
  const until = performance.now() + ms;
  while (performance.now() < until);
  return ms;
};

// While one of these runs, nobody in the worker hears what the pool asks.
test.each(Object.keys(make))('each task of a chunk in a %s has it also where none ever waits', async (kind) => {
  await using pool = make[kind]!({ taskTimeout: 1000 });

  const { results } = await pool.map(spinFor, [600, 601, 602], { chunkSize: 3 });

  expect(results).toEqual([600, 601, 602]);
});
