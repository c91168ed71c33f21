import { describe, expect, jest, test } from '@jest/globals';
import { processPool, simulate, slowServer, threadPool } from '../../src';
import { loadedHere, loadedThenAsked } from './tasks/loaded';

jest.setTimeout(60_000);

const url = 'https://start.example/a';

describe.each([
  ['processPool', processPool],
  ['threadPool', threadPool],
])('a warm lane of %s', (_, poolOf) => {
  test('loads neither nock nor a compiler if no server is declared', async () => {
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
      ['nock', 'status 200'],
      ['nock', 'status 200'],
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

    expect(run.value).toEqual([[], ['nock'], ['nock', 'status 200']]);
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
});
