import { afterAll, describe, expect, test } from '@jest/globals';
import { asyncPool, clock, galaxyServer, processPool, serialPool, simulate, threadPool, type Run } from '../../src';
import { sleepOneSecond, sleepTwice } from './tasks/sleeping';
import { fetchVersion } from './tasks/versions';

const RUNS = Number(process.env['RUNS'] ?? 3);

const parallel = { asyncPool: asyncPool(4), threadPool: threadPool(4), processPool: processPool(4) };

afterAll(async () => {
  for (const pool of Object.values(parallel)) await pool[Symbol.asyncDispose]();
});

/** One trace for all pools, in each of many runs. */
async function oneTrace<R>(body: (pool: (typeof parallel)['asyncPool']) => Promise<Run<unknown, R>>) {
  const runs: Run<unknown, R>[] = [];
  const seen = new Map<string, string[]>();
  for (let round = 0; round < RUNS; round += 1) {
    for (const [name, pool] of Object.entries(parallel)) {
      const run = await simulate(() => body(pool));
      runs.push(run);
      // Beside the hash all that the trace holds, down to results and lanes: only the pool's name may differ.
      const trace = `${run.trace.hash()} ${JSON.stringify(run.trace).replaceAll(name, 'pool')}`;
      seen.set(trace, [...(seen.get(trace) ?? []), name]);
    }
  }
  expect([...seen.values()].map((names) => new Set(names))).toEqual([new Set(Object.keys(parallel))]);
  return runs[0]!;
}

describe('promises, threads and processes give one trace', () => {
  test('of twelve seconds on four lanes: three waves', async () => {
    const run = await oneTrace((pool) =>
      pool.map(
        sleepOneSecond,
        Array.from({ length: 12 }, (_, i) => i),
      ),
    );

    expect(run.elapsed).toBe(3000);
    expect(run.results).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121]);
    expect(run.trace.spans.map((span) => [span.lane, span.startedAt])).toEqual(
      Array.from({ length: 12 }, (_, i) => [i % 4, Math.floor(i / 4) * 1000]),
    );
  }, 60_000);

  test('of tasks that end at one instant by different ways', async () => {
    const polls: number[] = [];
    const run = await oneTrace(async (pool) => {
      const polling = setInterval(() => polls.push(clock.now), 499);
      const timeOut = setTimeout(() => polls.push(clock.now), 2000);
      try {
        return await pool.map(sleepTwice, ['1000+1000', '500+1500', '2000', '499+1501', '1+1+1998']);
      } finally {
        clearInterval(polling);
        clearTimeout(timeOut);
      }
    });

    expect(run.elapsed).toBe(4000);
  }, 60_000);

  test('of Galaxy versions from five servers, one dead and one silent', async () => {
    const galaxies = [
      galaxyServer('https://usegalaxy.org', { version: '24.1', firstByte: [300, 900] }),
      galaxyServer('https://usegalaxy.eu', { version: '24.2', firstByte: 300 }),
      galaxyServer('https://stalls.example', { firstByte: 'never' }),
      galaxyServer('https://down.example', { connect: 'never' }),
      galaxyServer('https://usegalaxy.be', { version: '24.0', connect: 40, firstByte: 200 }),
    ];
    const urls = galaxies.map(({ origin }) => origin);

    const run = await oneTrace((pool) => pool.map(fetchVersion, urls));

    const versions = ['24.1', '24.2', null, null, '24.0'];
    expect(run.results).toEqual(versions);
    expect(run.elapsed).toBe(2000);
    expect(run.trace.length).toBe(10);
    expect(galaxies[2]).toTimeOut('read');
    expect(galaxies[3]).toTimeOut('connect');
    expect((await simulate(() => serialPool().map(fetchVersion, urls))).results).toEqual(versions);
  }, 60_000);
});
