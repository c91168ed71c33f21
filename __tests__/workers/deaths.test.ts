import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { processPool, simulate, threadPool, WorkerDied, type Pool } from '../../src';
import { neverCalled } from './tasks/exits-at-load';
import { fail, type Fault, pidAfter, printOutOfMemory, printThenFail } from './tasks/faults';

jest.setTimeout(60_000);

const SMALL_HEAP_MB = 32;
const pools = {
  processes: processPool(2, { execArgv: [`--max-old-space-size=${SMALL_HEAP_MB}`], taskTimeout: 20_000 }),
  threads: threadPool(2, { resourceLimits: { maxOldGenerationSizeMb: SMALL_HEAP_MB }, taskTimeout: 20_000 }),
};

afterAll(async () => {
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
  const { results } = await pool.mapSettled(fail, inputs, { label: ([what], i) => `${i} ${what}`, chunkSize: 1 });
  const [faulty] = results.splice(1, 1);
  if (faulty?.status !== 'rejected') throw new Error(`The fault ${fault} gave ${JSON.stringify(faulty)}.`);
  return { died: faulty.reason as WorkerDied, others: results.map((one) => (one as { value?: unknown }).value) };
}

describe.each(Object.keys(clocks) as (keyof typeof clocks)[])('on the %s clock', (clock) => {
  const run = (pool: Pool, fault: Fault) => clocks[clock](() => runWith(pool, fault));

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
    ['unhandled', { exitCode: 1 }, 'ended by an error, with exit code 1.\nNobody caught:\n  RangeError: rejected and'],
  ])('%s of a thread rejects its task, and no other', async (fault, facts, words) => {
    const { died, others } = await run(pools.threads, fault);

    expect(died).toBeInstanceOf(WorkerDied);
    expect(died).toMatchObject({ task: `1 ${fault}`, lane: 1, pid: undefined, signal: undefined, ...facts });
    expect(died.message).toContain(`The worker in lane 1 of threadPool(2) died while it ran "1 ${fault}": ${words}`);
    expect(others).toEqual(['done', 'done', 'done', 'done']);
  });
});
