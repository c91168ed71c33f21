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
});
