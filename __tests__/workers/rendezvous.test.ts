import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { processPool, simulate, threadPool, UsageError } from '../../src';
import { fail, failAt, pidAfter, work } from './tasks/faults';
import { neverCalled } from './tasks/exits-at-load';
import { sleep } from './tasks/sleeping';

jest.setTimeout(60_000);

const SIZE = 3;
const pools = {
  processPool: processPool(SIZE, { rendezvous: true }),
  threadPool: threadPool(SIZE, { rendezvous: true }),
};

afterAll(async () => {
  for (const pool of Object.values(pools)) await pool[Symbol.asyncDispose]();
});

const clocks = ['real', 'virtual'] as const;
const cases = clocks.flatMap((clock) =>
  (Object.keys(pools) as (keyof typeof pools)[]).map((kind) => [kind, clock] as const),
);

const on = async <T>(clock: (typeof clocks)[number], body: () => Promise<T>): Promise<T> =>
  clock === 'real' ? body() : (await simulate(async () => [await body()])).value[0]!;
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const inputs = (count: number) => Array.from({ length: count }, (_, i) => ['none', i] as const);

describe.each(cases)('rendezvous of a %s on the %s clock', (kind, clock) => {
  const pool = pools[kind];
  const tooFew = (chunks: number) =>
    new UsageError(
      `Expected as many chunks of tasks as ${kind}(3) has lanes for \`rendezvous\`: 3 or more, got ${chunks}.\n` +
        'Give it more inputs, or a smaller `chunkSize`, or make a smaller pool.',
    );

  test('has the first tasks begin together', async () => {
    const run = await on(clock, () => pool.map(fail, inputs(7)));

    expect(run.results).toEqual(inputs(7).map(() => 'done'));
    expect(run).toRunInParallel(SIZE);
  });

  test('fails if there are fewer tasks than lanes', async () => {
    const failures = await on(clock, async () => [
      await failureOf(pool.map(fail, inputs(2))),
      await failureOf(pool.starmap((...args: readonly number[]) => args.length, [[1], [2]])),
      await failureOf(pool.imap(fail, inputs(1)).next()),
      await failureOf(pool.map(fail, inputs(4), { chunkSize: 2 })),
    ]);

    expect(failures).toEqual([tooFew(2), tooFew(2), tooFew(1), tooFew(2)]);
    expect(failures[0]).toBeInstanceOf(UsageError);
    expect((await on(clock, () => pool.map(fail, inputs(3)))).results).toHaveLength(3);
  });

  test('is none of `apply`', async () => {
    expect(await on(clock, () => pool.apply(fail, [['none', 0]]))).toBe('done');
  });

  test('fails for all if one of them cannot come', async () => {
    const { results } = await on(clock, () => pool.mapSettled(neverCalled, [0, 1, 2]));

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('fails no more once all have come, whatever becomes of them', async () => {
    const tasks = [['a'], ['b', 'exit 1'], ['c'], ['d']] as const;
    const { results } = await on(clock, () => pool.mapSettled(failAt, tasks, { chunkSize: 1 }));

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  test('lets go of those who wait when the call is called off', async () => {
    const controller = new AbortController();
    function* two() {
      yield ['none', 0] as const;
      yield ['none', 1] as const;
      controller.abort(new Error('enough'));
    }

    const failure = await on(clock, () => failureOf(pool.imap(fail, two(), { signal: controller.signal }).run));

    expect(failure).toBeInstanceOf(Error);
  });
});

test('a worker that is killed while its task waits for the others fails it, though a call beside it has another made', async () => {
  await using pool = processPool(2, { rendezvous: true });
  const { trace } = await pool.map(pidAfter, [0, 1]);
  const waiting = trace.spans.find(({ lane }) => lane === 1)!.result as number;
  // Both lanes are free a moment after.
  await sleep(10);

  const busy = pool.apply(work, [1500]);
  const meeting = pool.mapSettled(pidAfter, [0, 1]);
  await sleep(300);
  process.kill(waiting, 'SIGKILL');
  await sleep(200);
  const beside = pool.map(work, [1, 2]);
  const { results } = await meeting;

  expect([await busy, (await beside).results]).toEqual([1500, [1, 2]]);
  expect(results).toMatchObject([
    { status: 'rejected', reason: { name: 'WorkerDied', signal: 'SIGKILL', pid: waiting } },
    { status: 'fulfilled' },
  ]);
});

test.each([
  ['processPool', processPool],
  ['threadPool', threadPool],
])('a task in a %s that waits for the others hears that its pool was terminated', async (_, poolOf) => {
  async function* one(): AsyncGenerator<number> {
    yield 0;
    await new Promise(() => undefined);
  }
  const pool = poolOf(2, { rendezvous: true });
  await pool.map(pidAfter, [0, 0]);
  const first = failureOf(pool.imap(pidAfter, one()).next());
  // Long enough to come to where it waits; before that its worker is at work, and it hears the same.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await pool[Symbol.asyncDispose]();

  expect(String(await first)).toContain('died while it ran "0": its pool was terminated.');
});
