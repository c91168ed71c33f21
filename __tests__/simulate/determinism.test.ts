import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as promisedTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Run, type SimulateOptions, asyncPool, clock, compute, simulate } from '../../src';
import { natives } from '../../src/time/natives';

/** What a task does, one after another. */
interface Act {
  readonly kind: keyof typeof acts;
  /** How long, or how often. */
  readonly size: number;
}

interface Program {
  readonly concurrency: number;
  readonly tasks: readonly (readonly Act[])[];
}

const sleep = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay));

async function repeat(times: number, hop: (done: () => void) => unknown): Promise<void> {
  for (let i = 0; i < times; i += 1) await new Promise<void>(hop);
}

const acts = {
  sleep: (ms) => sleep(ms),
  'promised sleep': (ms) => promisedTimeout(ms),
  compute: (ms) => compute(ms),
  'timer beside': (ms, note) => setTimeout(() => note('beside'), ms).unref(),
  promises: (hops) => repeat(hops, (done) => done()),
  ticks: (hops) => repeat(hops, (done) => process.nextTick(done)),
  immediates: (hops) => repeat(hops, (done) => setImmediate(done)),
  file: () => readFile(__filename),
  draw: (_, note) => note(`drew ${Math.random()}`),
  'drawn sleep': () => sleep(Math.random() * 10),
  settle: () => clock.settled(),
} satisfies Record<string, (size: number, note: (what: string) => void) => unknown>;

const kinds = Object.keys(acts) as Act['kind'][];
const act = fc.record({ kind: fc.constantFrom(...kinds), size: fc.nat(9) });
const program: fc.Arbitrary<Program> = fc.record({
  concurrency: fc.integer({ min: 1, max: 4 }),
  tasks: fc.array(fc.array(act, { maxLength: 6 }), { minLength: 1, maxLength: 6 }),
});

/** Runs a program; everything that happens is noted with its instant, in order. */
async function outcomeOf({ concurrency, tasks }: Program, options: SimulateOptions = {}): Promise<Outcome> {
  const order: string[] = [];
  const run = await simulate(
    () =>
      asyncPool(concurrency).map(
        async ([name, plan]) => {
          const note = (what: string) => order.push(`${clock.now} ${name} ${what}`);
          for (const one of plan) {
            await acts[one.kind](one.size, note);
            note(one.kind);
          }
        },
        tasks.map((plan, i) => [`task ${i}`, plan] as const),
        { label: ([name]) => name },
      ),
    options,
  );
  return { order, hash: run.trace.hash(), run };
}

interface Outcome {
  readonly order: readonly string[];
  readonly hash: string;
  readonly run: Run;
}

async function expectOneOutcome(of: Program, times: number): Promise<void> {
  const first = await outcomeOf(of);
  for (let again = 1; again < times; again += 1) {
    const { order, hash } = await outcomeOf(of);
    expect(order).toEqual(first.order);
    expect(hash).toBe(first.hash);
  }
}

describe('the same program gives the same order of events and the same trace', () => {
  test('twenty times', async () => {
    await fc.assert(
      fc.asyncProperty(program, (one) => expectOneOutcome(one, 20)),
      { numRuns: 10, endOnFailure: true },
    );
  }, 60_000);

  const busy: ChildProcess[] = [];
  afterAll(() => busy.forEach((child) => child.kill()));

  test('also while other processes occupy the processors', async () => {
    for (let i = 0; i < 2; i += 1) busy.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));

    await fc.assert(
      fc.asyncProperty(program, (one) => expectOneOutcome(one, 10)),
      { numRuns: 5, endOnFailure: true },
    );
  }, 60_000);

  test('and another seed another one, where it draws', async () => {
    const draws: Program = {
      concurrency: 2,
      tasks: Array.from({ length: 4 }, () => [{ kind: 'drawn sleep', size: 0 }]),
    };
    const hashes = new Set<string>();
    for (const seed of [1, 2, 3]) hashes.add((await outcomeOf(draws, { seed })).hash);

    expect(hashes.size).toBe(3);
  });
});

describe("`clock: 'real'`", () => {
  test('gives the same orders of starts and ends, where lengths tell them apart', async () => {
    // One lane is busy until 200 ms; the other is through with three tasks by 30 ms.
    const lengths = [10, 200, 10, 10];
    const ordersOn = async (kind: 'virtual' | 'real') => {
      const run = await simulate(() => asyncPool(2).map((length) => sleep(length), lengths), { clock: kind });
      const by = (key: 'startStep' | 'endStep') =>
        [...run.trace].sort((a, b) => a[key] - b[key]).map(({ id, lane }) => [id, lane]);
      return [by('startStep'), by('endStep')];
    };

    expect(await ordersOn('real')).toEqual(await ordersOn('virtual'));
  });

  test('takes real time, at least as much as the virtual one says', async () => {
    const body = () => asyncPool(2).map((length: number) => sleep(length), [10, 20, 10]);
    const began = natives.now();
    const { elapsed } = await simulate(body, { clock: 'real' });

    expect(natives.now() - began).toBeGreaterThanOrEqual((await simulate(body)).elapsed - 2);
    expect(elapsed).toBeGreaterThanOrEqual(18);
  });

  test('draws the same numbers for each task', async () => {
    const draw = () => asyncPool(2).map(() => Math.random(), [1, 2, 3]);
    const [virtual, real] = [await simulate(draw), await simulate(draw, { clock: 'real' })];

    expect(real.results).toEqual(virtual.results);
  });
});
