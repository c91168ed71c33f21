import { describe, expect, test } from '@jest/globals';
import { clock, galaxyServer, serialPool, simulate, type Pool } from '../../src';
import { oneTrace, poolsOf } from './engines';
import { sleepOneSecond, sleepTwice } from './tasks/sleeping';
import { fetchVersion } from './tasks/versions';

/** Raise it to look for the rare difference: `RUNS=100 npx jest workers/same-trace`, best on a busy machine. */
const ROUNDS = Number(process.env['RUNS'] ?? 3);

const pools = poolsOf(4);

describe('promises, threads and processes give one trace', () => {
  test('of twelve seconds on four lanes: three waves', async () => {
    const inputs = Array.from({ length: 12 }, (_, i) => i);

    const run = await oneTrace(pools, (pool) => pool.map(sleepOneSecond, inputs), { rounds: ROUNDS });

    expect(run.elapsed).toBe(3000);
    expect(run.results).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121]);
    expect(run.trace.spans.map((span) => [span.lane, span.startedAt])).toEqual(
      Array.from({ length: 12 }, (_, i) => [i % 4, Math.floor(i / 4) * 1000]),
    );
  });

  test('of tasks that end at one instant by different ways', async () => {
    const polls: number[] = [];
    const polled = async (pool: Pool) => {
      const polling = setInterval(() => polls.push(clock.now), 499);
      const timeOut = setTimeout(() => polls.push(clock.now), 2000);
      try {
        return await pool.map(sleepTwice, ['1000+1000', '500+1500', '2000', '499+1501', '1+1+1998']);
      } finally {
        clearInterval(polling);
        clearTimeout(timeOut);
      }
    };

    const run = await oneTrace(pools, polled, { rounds: ROUNDS });

    expect(run.elapsed).toBe(4000);
  });

  test('of Galaxy versions from five servers, one dead and one silent', async () => {
    const galaxies = [
      galaxyServer('https://usegalaxy.org', { version: '24.1', firstByte: [300, 900] }),
      galaxyServer('https://usegalaxy.eu', { version: '24.2', firstByte: 300 }),
      galaxyServer('https://stalls.example', { firstByte: 'never' }),
      galaxyServer('https://down.example', { connect: 'never' }),
      galaxyServer('https://usegalaxy.be', { version: '24.0', connect: 40, firstByte: 200 }),
    ];
    const urls = galaxies.map(({ origin }) => origin);

    const run = await oneTrace(pools, (pool) => pool.map(fetchVersion, urls), { rounds: ROUNDS });

    const versions = ['24.1', '24.2', null, null, '24.0'];
    expect(run.results).toEqual(versions);
    expect(run.elapsed).toBe(2000);
    expect(run.trace.length).toBe(10);
    expect(galaxies[2]).toTimeOut('read');
    expect(galaxies[3]).toTimeOut('connect');
    expect((await simulate(() => serialPool().map(fetchVersion, urls))).results).toEqual(versions);
  });
});
