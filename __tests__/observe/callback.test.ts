import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs';
import { observe, simulate, traceOf } from '../../src';
import { taskContext } from '../../src/trace/task-context';

type Done<T = number> = (error: Error | string | null, ...results: T[]) => void;

const load = (ms: number, done: Done) => void setTimeout(() => done(ms > 20 ? new Error('slow') : null, ms), ms);

describe('observe.callback', () => {
  test('records a call until it calls back', async () => {
    const loads = observe.callback(load);

    const run = await simulate(
      () =>
        new Promise((resolve) => {
          loads(10, () => undefined);
          loads(30, (...given) => resolve(given));
        }),
    );

    expect(run.value).toEqual([new Error('slow'), 30]);
    expect(traceOf(loads).spans).toMatchObject([
      { label: '10', input: [10], startedAt: 0, endedAt: 10, outcome: 'fulfilled', result: 10 },
      { label: '30', input: [30], startedAt: 0, endedAt: 30, outcome: 'rejected', error: new Error('slow') },
    ]);
    expect(loads).toRunInParallel(2);
  });

  test('keeps `this`, what is returned, and the callback as the function sees it', () => {
    const seen: unknown[] = [];
    const target = {
      name: 'target',
      work: observe.callback(function (this: { name: string }, done: Done) {
        seen.push(this.name, done.name, done.length);
        done(null, 1, 2);
        return 'returned';
      }, 'work'),
    };

    expect(
      target.work(function done(_error, a, b) {
        seen.push(a, b);
      }),
    ).toBe('returned');
    expect(seen).toEqual(['target', 'done', 3, 1, 2]);
    expect(traceOf(target.work).spans).toMatchObject([{ result: [1, 2] }]);
  });

  test('gives the callback just as many arguments as it was called with', () => {
    const counts: number[] = [];
    const call = observe.callback((given: readonly unknown[], done: (...args: unknown[]) => void) => done(...given));

    for (const given of [[], [null], [null, 1, 2]]) call(given, (...args) => counts.push(args.length));

    expect(counts).toEqual([0, 1, 3]);
    expect(traceOf(call).spans.map(({ result }) => result)).toEqual([undefined, undefined, [1, 2]]);
  });

  test('counts the first of several calls back', () => {
    const twice = observe.callback((done: Done) => {
      done(null, 1);
      done('again');
    }, 'twice');

    twice(() => undefined);

    expect(traceOf(twice).spans).toMatchObject([{ outcome: 'fulfilled', result: 1 }]);
  });

  test('lets what the callback does be no part of the call', async () => {
    const outer = observe.callback((done: Done) => void setTimeout(done, 10, null, 1), 'outer');
    const after = observe(async () => taskContext.getStore()?.spanId, 'after');

    const run = await simulate(() => new Promise((resolve) => outer(() => resolve(after()))));

    expect(run.trace.spans.map(({ source, parent }) => [source.name, parent])).toEqual([
      ['outer', undefined],
      ['after', undefined],
    ]);
  });

  test('records a call without a callback, or that throws, as `observe` does', async () => {
    const plain = observe.callback(async (ms: number) => ms, 'plain');
    const fails = observe.callback((_done: Done): void => {
      throw new Error('no');
    }, 'fails');

    await plain(3);

    expect(traceOf(plain).spans).toMatchObject([{ outcome: 'fulfilled', result: 3 }]);
    expect(() => fails(() => undefined)).toThrow('no');
    expect(traceOf(fails).spans).toMatchObject([{ outcome: 'rejected' }]);
  });

  test("observes Node's own", async () => {
    const read = observe.callback(readFile, 'readFile');

    await simulate(() => new Promise((resolve) => read(__filename, resolve)));

    expect(traceOf(read).spans).toMatchObject([{ outcome: 'fulfilled', result: expect.any(Buffer) }]);
  });
});
