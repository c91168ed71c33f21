import diagnostics from 'node:diagnostics_channel';
import type * as fs from 'node:fs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { clock, processPool, simulate, task, threadPool, WorkerDied, type Pool } from '../../src';
import { neverCalled } from './tasks/exits-at-load';
import { fail, failAt, type Fault, pidAfter, printOutOfMemory, printThenFail } from './tasks/faults';
import { sleep } from './tasks/sleeping';

jest.setTimeout(60_000);

const SMALL_HEAP_MB = 32;
const pools = {
  processes: processPool(2, { execArgv: [`--max-old-space-size=${SMALL_HEAP_MB}`], taskTimeout: 20_000 }),
  threads: threadPool(2, { resourceLimits: { maxOldGenerationSizeMb: SMALL_HEAP_MB }, taskTimeout: 20_000 }),
};

const folder = mkdtempSync(join(tmpdir(), 'deaths-'));

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const pool of Object.values(pools)) await pool[Symbol.asyncDispose]();
});

/** On the real clock, and on the virtual one. */
const clocks = {
  real: <T>(body: () => Promise<T>): Promise<T> => body(),
  virtual: async <T>(body: () => Promise<T>): Promise<T> => (await simulate(async () => [await body()])).value[0] as T,
};

const withoutPids = (message: string): string =>
  message
    .replaceAll(/pid \d+/g, 'pid …')
    .replaceAll(/(?:\n +at .*)+/g, '\n    at …')
    .replace(/\n {2}(?:<--- Last few GCs|\d+: 0x|FATAL|Aborted|.*Mark-Compact)[^]*/, '\n  …');

/** What became of a task with a fault, and of those beside and behind it. */
async function runWith(pool: Pool, fault: Fault, ms = 5): Promise<{ died: WorkerDied; others: unknown[] }> {
  const inputs = (['none', fault, 'none', 'none', 'none'] as const).map((one) => [one, ms] as const);
  const run = await pool.mapSettled(fail, inputs, { label: ([what], i) => `${i} ${what}`, chunkSize: 1 });
  const results = [...run.results];
  const [faulty] = results.splice(1, 1);
  if (faulty?.status !== 'rejected') throw new Error(`The fault ${fault} gave ${JSON.stringify(faulty)}.`);
  return { died: faulty.reason as WorkerDied, others: results.map((one) => (one as { value?: unknown }).value) };
}

describe.each(Object.keys(clocks) as (keyof typeof clocks)[])('on the %s clock', (kindOfClock) => {
  const run = (pool: Pool, fault: Fault) => clocks[kindOfClock](() => runWith(pool, fault));

  test.each<[Fault, Partial<WorkerDied>, string]>([
    ['sigkill', { signal: 'SIGKILL', exitCode: undefined }, 'killed by SIGKILL.'],
    ['sigterm', { signal: 'SIGTERM', exitCode: undefined }, 'killed by SIGTERM.'],
    ['sigsegv', { signal: 'SIGSEGV', exitCode: undefined }, 'killed by SIGSEGV.'],
    ['abort', { signal: 'SIGABRT', exitCode: undefined }, 'killed by SIGABRT.'],
    ['exit 0', { signal: undefined, exitCode: 0 }, 'it exited with code 0.'],
    ['exit 1', { signal: undefined, exitCode: 1 }, 'it exited with code 1.'],
    ['exit 137', { signal: undefined, exitCode: 137 }, 'it exited with code 137.'],
    ['memory', { signal: 'SIGABRT' }, 'out of memory.'],
    ['uncaught', { exitCode: 1 }, 'ended by an error, with exit code 1.\nNobody caught:\n  RangeError: thrown outside'],
    ['uncaught undefined', { exitCode: 1 }, 'ended by an error, with exit code 1.\nNobody caught:\n  undefined'],
    [
      'uncaught at length',
      { exitCode: 1 },
      'ended by an error, with exit code 1.\nNobody caught:\n  RangeError: much to say',
    ],
    ['unhandled', { exitCode: 1 }, 'ended by an error, with exit code 1.\nNobody caught:\n  RangeError: rejected and'],
  ])('%s of a process rejects its task, and no other', async (fault, facts, words) => {
    const { died, others } = await run(pools.processes, fault);

    expect(died).toBeInstanceOf(WorkerDied);
    expect(died).toMatchObject({ name: 'WorkerDied', task: `1 ${fault}`, lane: 1, pid: expect.any(Number), ...facts });
    expect(withoutPids(died.message)).toContain(
      `The worker in lane 1 of processPool(2) (pid …) died while it ran "1 ${fault}": ${words}`,
    );
    expect(others).toEqual(['done', 'done', 'done', 'done']);
  });

  test.each<[Fault, Partial<WorkerDied>, string]>([
    ['exit 0', { exitCode: 0 }, 'it exited with code 0.'],
    ['exit 1', { exitCode: 1 }, 'it exited with code 1.'],
    ['exit 137', { exitCode: 137 }, 'it exited with code 137.'],
    ['memory', {}, 'out of memory.'],
    ['uncaught', { exitCode: 1 }, 'ended by an error, with exit code 1.\nNobody caught:\n  RangeError: thrown outside'],
    ['uncaught undefined', { exitCode: 1 }, 'ended by an error, with exit code 1.\nNobody caught:\n  undefined'],
    [
      'uncaught at length',
      { exitCode: 1 },
      'ended by an error, with exit code 1.\nNobody caught:\n  RangeError: much to say',
    ],
    ['unhandled', { exitCode: 1 }, 'ended by an error, with exit code 1.\nNobody caught:\n  RangeError: rejected and'],
  ])('%s of a thread rejects its task, and no other', async (fault, facts, words) => {
    const { died, others } = await run(pools.threads, fault);

    expect(died).toBeInstanceOf(WorkerDied);
    expect(died).toMatchObject({ task: `1 ${fault}`, lane: 1, pid: undefined, signal: undefined, ...facts });
    expect(died.message).toContain(`The worker in lane 1 of threadPool(2) died while it ran "1 ${fault}": ${words}`);
    expect(others).toEqual(['done', 'done', 'done', 'done']);
  });
});

describe.each(Object.keys(clocks) as (keyof typeof clocks)[])('a worker, on the %s clock,', (kindOfClock) => {
  test('that dies leaves behind what it printed last', async () => {
    const stderrs = await clocks[kindOfClock](async () => {
      const failures = (['sigkill', 'exit 1', 'uncaught'] as const).map((fault) => failureOf(pools.processes, fault));
      return (await Promise.all(failures)).map(({ stderr }) => stderr);
    });

    expect(stderrs).toEqual(stderrs.map(() => expect.stringMatching(/the last that it said\n$/)));
    expect(stderrs).toHaveLength(3);
  });

  test('whose task prints that memory is out goes on', async () => {
    const results = await clocks[kindOfClock](() => pools.processes.map(printOutOfMemory, [undefined]));

    expect(results.results).toEqual(['went on']);
    expect(results.trace.spans[0]!.output).toMatchObject([
      { stream: 'stderr', text: expect.stringContaining('heap out of memory') },
    ]);
  });

  test('that is killed while it is idle is replaced, and its task runs', async () => {
    await using pool = processPool(1);
    // Five times: the pool may have heard of the end by the next call, or not.
    const pids = await clocks[kindOfClock](async () => {
      const seen = [await pool.apply(pidAfter, [0])];
      for (let kill = 0; kill < 5; kill++) {
        process.kill(seen.at(-1)!, 'SIGKILL');
        seen.push(await pool.apply(pidAfter, [0]));
      }
      return [...seen, await pool.apply(pidAfter, [0])];
    });

    expect(new Set(pids).size).toBe(6);
    expect(pids.at(-1)).toBe(pids.at(-2));
  });

  test('that is killed by its task at once does not run it again', async () => {
    await using pool = processPool(1);
    const file = join(folder, `runs-${kindOfClock}`);
    const fatal = (to: string): void => {
      const { appendFileSync } = require('node:fs') as typeof fs;
      appendFileSync(to, 'ran ');
      process.kill(process.pid, 'SIGKILL');
    };

    const death = await clocks[kindOfClock](() => pool.apply(fatal, [file]).catch((error: unknown) => error));

    expect(death).toBeInstanceOf(WorkerDied);
    expect(readFileSync(file, 'utf8')).toBe('ran ');
  });

  test.each(Object.keys(pools) as (keyof typeof pools)[])(
    'of %s that exits as it loads the module rejects each task, and goes on with others',
    async (kind) => {
      const { results, after } = await clocks[kindOfClock](async () => ({
        results: (await pools[kind].mapSettled(neverCalled, [0, 1, 2])).results,
        after: await pools[kind].apply(printOutOfMemory),
      }));

      expect(results).toEqual(
        results.map(() => ({
          status: 'rejected',
          reason: expect.objectContaining({ name: 'WorkerDied', exitCode: 3 }),
        })),
      );
      expect(results).toHaveLength(3);
      expect(after).toBe('went on');
    },
  );
});

test('a worker that dies as it loads the module of its first task is not given it again', async () => {
  const [module, loads] = [join(folder, 'exits.cjs'), join(folder, 'loads')];
  writeFileSync(module, `require('node:fs').appendFileSync(${JSON.stringify(loads)}, 'x'); process.exit(3);`);
  await using pool = processPool(1);

  await expect(pool.apply(task(module, 'any'), [])).rejects.toMatchObject({ name: 'WorkerDied', exitCode: 3 });
  expect(readFileSync(loads, 'utf8')).toBe('x');
});

test('a worker that dies as it loads the module of one call costs no task of another, which begins beside it', async () => {
  const module = join(folder, 'exits-for-one.cjs');
  writeFileSync(module, 'process.exit(3);');
  await using pool = processPool(1);

  const other = pool.apply(pidAfter, [0]);
  await expect(pool.map(task(module, 'any'), [1])).rejects.toMatchObject({ name: 'WorkerDied', exitCode: 3 });
  expect(await other).toEqual(expect.any(Number));
});

test('a process that cannot start is given up, and so are those that jest-worker starts in its place', async () => {
  const started = (): void => {
    // Each has ended by itself before anybody could kill it: the loop of this process is too slow.
    void Promise.resolve().then(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100));
  };
  const pool = processPool(1, { execArgv: ['--no-such-option'] });
  diagnostics.subscribe('child_process', started);

  const { results } = await pool.mapSettled(sleep, [1]);
  const [{ reason }] = results as unknown as [{ reason: WorkerDied }];
  await sleep(500);
  diagnostics.unsubscribe('child_process', started);
  await pool[Symbol.asyncDispose]();

  // Those in its place may have come to say so as well.
  const lines = new Set(reason.stderr.trimEnd().split('\n'));
  expect([reason.exitCode, [...lines]]).toEqual([9, [expect.stringMatching(/: bad option: --no-such-option$/)]]);
});

test('a worker that is killed while its task waits for the virtual clock rejects the task at once', async () => {
  await using pool = processPool(1);
  const run = await simulate(async () => {
    const pid = await pool.apply(pidAfter, [0]);
    const failing = pool.apply(sleep, [60_000]).catch((error: unknown) => error);
    await sleep(5);
    const release = clock.hold('until the worker is gone');
    process.kill(pid, 'SIGKILL');
    const died = await failing;
    release();
    return { died, next: await pool.apply(pidAfter, [10]), pid };
  });

  expect(run.value.died).toMatchObject({
    name: 'WorkerDied',
    task: '60000',
    lane: 0,
    pid: run.value.pid,
    signal: 'SIGKILL',
  });
  expect(run.value.next).not.toBe(run.value.pid);
  // A timer of 0 ms takes 1.
  expect(run.elapsed).toBe(1 + 5 + 10);
});

test('a worker that is killed between two simulations, or before the first, costs no task', async () => {
  await using pool = processPool(1);
  const one = async (): Promise<number> => (await simulate(() => pool.map(pidAfter, [0]))).results[0]!;
  const pids = [(await pool.map(pidAfter, [0])).results[0]!];
  // Five times: the pool may have heard of the end by the next call, or not.
  for (let kill = 0; kill < 5; kill++) {
    process.kill(pids.at(-1)!, 'SIGKILL');
    pids.push(await one());
  }

  expect(new Set(pids).size).toBe(6);
});

describe('in a chunk on the real clock', () => {
  const inputFor = (name: string) => (name === 'c' ? ([name, 'exit 1'] as const) : ([name] as const));

  /** What became of each task if `c` ends its worker, whose clock goes on by so much with each reading. */
  const outcomes = async (names: readonly string[], clockLeapMs: number) => {
    const execArgv = ['--require', join(__dirname, 'child/clock.cjs')];
    await using pool = processPool(1, { execArgv, env: { CLOCK_LEAP_MS: String(clockLeapMs) } });
    const { results } = await pool.mapSettled(failAt, names.map(inputFor), {
      chunkSize: names.length,
      label: ([name]) => name,
    });
    return results.map((result) =>
      result.status === 'fulfilled' ? result.value : withoutPids(String(result.reason.message)),
    );
  };

  test('a task that exits leaves those behind it to another worker, and nothing runs twice', async () => {
    expect(await outcomes(['a', 'b', 'c', 'd', 'e'], 0)).toMatchInlineSnapshot(`
     [
       "The worker in lane 0 of processPool(1) (pid …) died before it told what became of "a": it exited with code 1.",
       "The worker in lane 0 of processPool(1) (pid …) died before it told what became of "b": it exited with code 1.",
       "The worker in lane 0 of processPool(1) (pid …) died while it ran "c": it exited with code 1.",
       "d",
       "e",
     ]
    `);
  });

  test('the first of those that died with their worker ran until then, as far as anybody knows', async () => {
    await using pool = processPool(1);
    const { trace } = await pool.mapSettled(fail, [['exit 1', 30] as const]);
    const [{ startedAt, endedAt } = { startedAt: 0, endedAt: 0 }] = trace.spans;

    // Timers of 30 ms may come a little early.
    expect(endedAt - startedAt).toBeGreaterThan(28);
  });

  test('what tasks gave before is not lost with a worker that has told of it', async () => {
    expect(await outcomes(['a', 'c', 'd'], 1000)).toEqual(['a', expect.stringContaining('died while it ran "c"'), 'd']);
  });
});

async function failureOf(pool: Pool, fault: Fault): Promise<WorkerDied> {
  return pool.apply(printThenFail, [[fault, 1]], { label: fault }).then(
    (value) => {
      throw new Error(`It gave ${value}.`);
    },
    (error: unknown) => error as WorkerDied,
  );
}
