/**
 * Head-of-line blocking: under one limit for all hosts, four requests to a slow one take all four places, and the fast one,
 * which answers in 100 ms, is not even asked for a second. With a limit of two for each host it is served meanwhile.
 *
 * A shared client of Palantir's did that to its users: https://github.com/palantir/conjure-java-runtime/pull/867. For switches
 * it was worked out that they lose 41 % of their throughput to it: M. Karol, M. Hluchyj, S. Morgan, "Input versus output
 * queueing on a space-division packet switch", 1987. The library is p-limit.
 */
import { expect } from '@jest/globals';
import pLimit, { type Limit } from 'p-limit';
import { asyncPool, draw, observe, scenario, slowServer } from 'jest-lanes';

const PATHS = ['slow/1', 'slow/2', 'slow/3', 'slow/4', 'fast/1', 'fast/2', 'fast/3'];

const worldWith = (limitOf: (host: string) => Limit) => () => ({
  limitOf,
  slow: slowServer('https://slow.example', { firstByte: 1000 }),
  fast: slowServer('https://fast.example', { firstByte: 100 }),
  get: observe(
    async (host: string, page: string) => fetch(`https://${host}.example/${page}`),
    (host, page) => `${host}/${page}`,
  ),
});

function aLimitForEachHost(): (host: string) => Limit {
  const limits = new Map([
    ['slow', pLimit(2)],
    ['fast', pLimit(2)],
  ]);
  return (host) => limits.get(host)!;
}

function oneLimitForAll(): () => Limit {
  const limit = pLimit(4);
  return () => limit;
}

scenario(
  'gallery: a slow host does not keep the fast one waiting',
  {
    pools: [asyncPool(7)],
    tags: ['gallery', 'p-limit'],
    setup: () => worldWith(aLimitForEachHost())(),
    brokenTwin: { setup: () => worldWith(oneLimitForAll())(), failsWith: '1100' },
  },
  (pool, { limitOf, get }) =>
    pool.map((path: string) => {
      const [host, page] = path.split('/') as [string, string];
      return limitOf(host)(async () => (await get(host, page)).status);
    }, PATHS),
  (run, { slow, fast, get }) => {
    expect(fast.requests.spans.map(({ endedAt }) => endedAt)).toEqual([100, 100, 200]);
    expect(slow).toRunInWaves([2, 2]);
    expect(run.elapsed).toBe(2000);
    expect(`\n${draw(get)}\n`).toMatchInlineSnapshot(`
     "
                  0              500            1000           1500    2000 ms
       slow/1     =============================|
       slow/2     =============================|
       fast/1     ==|
       fast/2     ==|
       fast/3        ==|
       slow/3                                   =============================|
       slow/4                                   =============================|
       in flight  444433222222222222222222222222222222222222222222222222222222

       = running   | done
     "
    `);
  },
);
