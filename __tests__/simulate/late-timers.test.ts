import { type ChildProcess, spawn } from 'node:child_process';
import { pbkdf2, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clock, compute, simulate } from '../../src';

/** Raise it to look for the rare difference: `RUNS=200 npx jest late-timers`. */
const RUNS = Number(process.env['RUNS'] ?? 20);

/** What a timer, or the body that blocks the loop, does one after another. */
interface Act {
  readonly kind: keyof typeof acts;
  /** How long, or how often. */
  readonly size: number;
}

/** Timers, each with its delay, and a body that blocks the loop while they fall due. */
interface Program {
  readonly timers: readonly { readonly delay: number; readonly acts: readonly Act[] }[];
  readonly body: readonly Act[];
}

async function repeat(times: number, hop: (done: () => void) => unknown): Promise<void> {
  for (let i = 0; i < times; i += 1) await new Promise<void>(hop);
}

const acts = {
  block: (size) => compute(size * 5),
  promises: (size) => repeat(size, (done) => done()),
  ticks: (size) => repeat(size, (done) => process.nextTick(done)),
  immediates: (size) => repeat(size, (done) => setImmediate(done)),
  'slices of a computation': async (size) => {
    for (let slice = 0; slice < size; slice += 1) {
      await compute(7);
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
  file: () => readFile(__filename),
  key: () => promisify(pbkdf2)('secret', 'salt', 10, 8, 'sha1'),
  'random bytes': () => promisify(randomBytes)(8),
  compression: () => promisify(gzip)('text'),
  timer: (size) => new Promise((resolve) => setTimeout(resolve, size)),
  settle: () => clock.settled(),
} satisfies Record<string, (size: number) => Promise<unknown>>;

/** Runs a program and gives everything that happened, with its instant, in order. */
async function orderOf({ timers, body }: Program): Promise<readonly string[]> {
  const order: string[] = [];
  const doAll = async (name: string, chain: readonly Act[]): Promise<void> => {
    for (const { kind, size } of chain) {
      await acts[kind](size);
      order.push(`${clock.now} ${name} ${kind}`);
    }
  };
  await simulate(async () => {
    const chains = timers.map(
      ({ delay, acts: chain }, at) =>
        new Promise<void>((resolve) => {
          setTimeout(() => {
            order.push(`${clock.now} timer ${at}`);
            resolve(doAll(`timer ${at}`, chain));
          }, delay);
        }),
    );
    await doAll('body', body);
    await Promise.all(chains);
  });
  return order;
}

const act = fc.record({ kind: fc.constantFrom(...(Object.keys(acts) as Act['kind'][])), size: fc.nat(9) });
const program: fc.Arbitrary<Program> = fc.record({
  timers: fc.array(fc.record({ delay: fc.integer({ min: 1, max: 60 }), acts: fc.array(act, { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
  body: fc.array(act, { maxLength: 4 }).map((rest) => [{ kind: 'block', size: 9 } as const, ...rest]),
});

/** The program with which late timers once gave either order. */
const readerAndHopper: Program = {
  timers: [
    { delay: 20, acts: [{ kind: 'file', size: 1 }] },
    { delay: 20, acts: [{ kind: 'immediates', size: 9 }] },
  ],
  body: [{ kind: 'block', size: 9 }],
};

/** A key is made in some microseconds: sometimes before the loop looks at its timers, sometimes after. */
const overAtOnce: Program = {
  timers: [
    {
      delay: 20,
      acts: [
        { kind: 'key', size: 1 },
        { kind: 'immediates', size: 3 },
      ],
    },
    { delay: 30, acts: [{ kind: 'promises', size: 1 }] },
  ],
  body: [
    { kind: 'block', size: 9 },
    { kind: 'key', size: 1 },
    { kind: 'immediates', size: 3 },
  ],
};

async function expectOneOrder(of: Program, times: number): Promise<void> {
  const first = await orderOf(of);
  for (let again = 1; again < times; again += 1) expect(await orderOf(of)).toEqual(first);
}

function definePromises(): void {
  test('of which one reads a file and the other hops from immediate to immediate', async () => {
    await expectOneOrder(readerAndHopper, 200);
  }, 60_000);

  test('of which one, like the body, begins real work that may be over at once', async () => {
    await expectOneOrder(overAtOnce, 200);
  }, 60_000);

  test('that do whatever it may be', async () => {
    await fc.assert(
      fc.asyncProperty(program, (one) => expectOneOrder(one, RUNS)),
      { numRuns: 15, endOnFailure: true },
    );
  }, 120_000);
}

describe('one order of events with late timers', () => {
  definePromises();

  test('what has begun real work is through before the next one fires', async () => {
    expect(await orderOf(overAtOnce)).toEqual([
      '45 body block',
      '45 body key',
      '45 body immediates',
      '45 timer 0',
      '45 timer 0 key',
      '45 timer 0 immediates',
      '45 timer 1',
      '45 timer 1 promises',
    ]);
  });

  test('a reader is through before the hopper begins', async () => {
    expect(await orderOf(readerAndHopper)).toEqual([
      '45 body block',
      '45 timer 0',
      '45 timer 0 file',
      '45 timer 1',
      '45 timer 1 immediates',
    ]);
  });
});

describe('one order of events with late timers, while other processes occupy the processors,', () => {
  const busy: ChildProcess[] = [];
  beforeAll(() => {
    for (let i = 0; i < 2; i += 1) busy.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  });
  afterAll(() => busy.forEach((child) => child.kill()));

  definePromises();
});
