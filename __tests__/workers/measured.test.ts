import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { processPool, runOf, threadPool } from '../../src';
import { half, plain } from './tasks/halving';

const pools = { processPool: processPool(2), threadPool: threadPool(2) };

jest.setTimeout(60_000);

afterAll(async () => {
  for (const pool of Object.values(pools)) await pool[Symbol.asyncDispose]();
});

const valueIn = (box: { readonly n: unknown }): unknown => box.n;

const inputs = Array.from({ length: 200 }, (_, i) => i + 1);

describe.each(Object.entries(pools))('on the real clock, %s', (name, pool) => {
  test.each([
    ['a chunk', undefined],
    // Many times cross as bytes.
    ['a long chunk', 100],
  ])('measures each task of %s, in milliseconds since the call', async (_, chunkSize) => {
    // An earlier call, so that the clock is ahead of the one that is looked at.
    await pool.map(plain, [1, 2]);
    const run = await pool.map(plain, inputs, { chunkSize });

    expect(run.results).toEqual(inputs.map((input) => input + 1));
    expect(run.trace.recording.clock).toBe('real');
    expect(run.trace.spans.map(({ id }) => id).sort((a, b) => a - b)).toEqual(inputs.map((_, i) => i));
    expect(new Set(run.trace.spans.map(({ lane }) => lane))).toEqual(new Set([0, 1]));
    for (const { label, input, source, startedAt, endedAt, worker } of run.trace) {
      expect([label, source.name, typeof worker?.pid]).toEqual([String(input), `${name}(2)`, 'number']);
      expect(startedAt).toBeGreaterThan(0);
      expect(endedAt).toBeGreaterThanOrEqual(startedAt);
      // Two processes read one clock to within some microseconds.
      expect(endedAt).toBeLessThan(run.elapsed + 1);
    }
  });

  test('runs the tasks of a lane one after another', async () => {
    const { trace } = await pool.map(plain, inputs);
    for (const lane of [0, 1]) {
      const spans = trace.spans.filter((span) => span.lane === lane);
      for (const [i, span] of spans.entries()) {
        expect(span.startStep).toBeGreaterThan(spans[i - 1]?.endStep ?? -1);
        expect(span.startedAt).toBeGreaterThanOrEqual(spans[i - 1]?.endedAt ?? 0);
      }
    }
  });

  test('tells failures and output of each task apart, whatever chunk it was in', async () => {
    const run = await pool.mapSettled(half, inputs, { chunkSize: 50, label: (n) => `n = ${n}` });

    expect(run.results.filter(({ status }) => status === 'rejected')).toHaveLength(15);
    for (const { label, input, outcome, error, result, output } of run.trace) {
      const n = input as number;
      const isUnlucky = n % 13 === 0;
      expect([label, outcome, result]).toEqual([
        `n = ${n}`,
        isUnlucky ? 'rejected' : 'fulfilled',
        isUnlucky ? undefined : n / 2,
      ]);
      expect(isUnlucky === error instanceof RangeError).toBe(true);
      const printed = !isUnlucky && n % 10 === 0 ? `half of ${n}\n` : undefined;
      expect(output?.map(({ text }) => text).join('')).toBe(printed);
    }
  });

  test('tells output apart where tasks are objects, too', async () => {
    const results = pool.imap(half, [9, 10, 11, 12], { chunkSize: 4 });
    const halves: unknown[] = [];
    for await (const result of results) halves.push(result);
    expect(halves).toEqual([4.5, 5, 5.5, 6]);
    const { trace } = await results.run;

    expect(trace.spans.map(({ label, output }) => [label, output?.map(({ text }) => text)])).toEqual([
      ['9', undefined],
      ['10', ['half of 10\n']],
      ['11', undefined],
      ['12', undefined],
    ]);
  });

  test('rejects with the first failure by input order, and remembers the run', async () => {
    const error: unknown = await pool.map(half, inputs).catch((failure: unknown) => failure);

    expect(error).toEqual(new RangeError('13 is unlucky'));
    expect(runOf(error)?.trace.length).toBe(200);
  });

  test('calls off what has not started', async () => {
    const controller = new AbortController();
    const mapping = pool.map(plain, inputs, { chunkSize: 1, signal: controller.signal });
    controller.abort('enough');

    await expect(mapping).rejects.toBe('enough');
    const settling = pool.mapSettled(plain, inputs, { chunkSize: 1, signal: controller.signal });
    const run = await settling;
    expect(run.results).toEqual(inputs.map(() => ({ status: 'rejected', reason: 'enough' })));
    expect([run.trace.length, run.trace.neverStarted.length]).toEqual([0, 200]);
    expect(run.trace.neverStarted[3]).toMatchObject({ id: 3, label: '4', input: 4, outcome: 'cancelled' });
  });

  test('calls off what a lane has taken and not started, since it has the function to load first', async () => {
    const controller = new AbortController();
    const unknown = (n: number): number => n + 2;
    const settling = pool.mapSettled(unknown, inputs, { chunkSize: 3, signal: controller.signal });
    // Lanes take their chunks in microtasks, and hear from their workers in none.
    for (let i = 0; i < 50; i++) await Promise.resolve();
    controller.abort('enough');

    const run = await settling;
    // By then whatever ran all the same would have ended.
    await pool.map(unknown, [1, 2]);
    expect(run.results).toEqual(inputs.map(() => ({ status: 'rejected', reason: 'enough' })));
    expect([run.trace.length, run.trace.neverStarted.length]).toEqual([0, 200]);
  });

  test('names inputs before it takes them apart, as calls inside a simulation do', async () => {
    const boxes = [{ n: 1 }, { n: 2 }];
    const run = await pool.map(valueIn, boxes, { label: (box) => `${(box.n += 2)}` });
    expect(run.results).toEqual([3, 4]);

    const label = (): string => {
      throw new RangeError('nameless');
    };
    expect(() => pool.map(valueIn, [{ n: Symbol('never crosses') }], { label })).toThrow(new RangeError('nameless'));
  });

  test('maps nothing at all', async () => {
    const run = await pool.map(plain, []);
    expect([run.results, run.trace.length]).toEqual([[], 0]);
  });
});
