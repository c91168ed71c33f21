/**
 * "A time-out of two seconds" means two things. Python's `timeout=2` is an idle time-out: two seconds to connect, and two
 * seconds between bytes. `AbortSignal.timeout(2000)` is a total one. A server that takes 1.5 s to connect and 1.5 s to its
 * first byte answers under the first, at 3000 ms, and is given up by the second, at 2000 ms.
 */
import { expect, test } from '@jest/globals';
import { draw, galaxyServer, serialPool, simulate } from 'jest-lanes';
import { fetchVersion } from './fetch-version';
import { fetchVersionIdle } from './fetch-version-idle';

const slowTwice = { version: '24.1', connect: 1500, firstByte: 1500 };

test('an idle time-out of two seconds waits three', async () => {
  const galaxy = galaxyServer('https://usegalaxy.org', slowTwice);

  const run = await simulate(() => serialPool().map(fetchVersionIdle, [galaxy.origin]));

  expect(run.results).toEqual(['24.1']);
  expect(run.elapsed).toBe(3000);
  expect(galaxy).not.toTimeOut();
  expect(`\n${draw(galaxy)}\n`).toMatchInlineSnapshot(`
   "
                       0         500       1000      1500      2000         3000 ms
     GET /api/version  ------------------------------=============================|
     in flight         111111111111111111111111111111111111111111111111111111111111

     - connecting   = running   | done
   "
  `);
});

test('a total time-out of two seconds gives up', async () => {
  const galaxy = galaxyServer('https://usegalaxy.org', slowTwice);

  const run = await simulate(() => serialPool().map(fetchVersion, [galaxy.origin]));

  expect(run.results).toEqual([null]);
  expect(run.elapsed).toBe(2000);
  expect(galaxy).toTimeOut('read');
  expect(`\n${draw(galaxy)}\n`).toMatchInlineSnapshot(`
   "
                       0              500            1000           1500    2000 ms
     GET /api/version  ---------------------------------------------==============T
     in flight         111111111111111111111111111111111111111111111111111111111111

     - connecting   = running   T timed out
   "
  `);
});

test('broken twin: a server that needs 2001 ms to connect is given up by both', async () => {
  const galaxy = galaxyServer('https://usegalaxy.org', { ...slowTwice, connect: 2001 });

  const run = await simulate(async () => [await fetchVersionIdle(galaxy.origin), await fetchVersion(galaxy.origin)]);

  expect(run.value).toEqual([null, null]);
  expect(run.elapsed).toBe(4000);
  expect(galaxy).toTimeOut('connect');
  expect(`\n${draw(galaxy)}\n`).toMatchInlineSnapshot(`
   "
                       0              1000           2000           3000    4000 ms
     GET /api/version  -----------------------------T
     GET /api/version                                -----------------------------T
     in flight         111111111111111111111111111111111111111111111111111111111111

     - connecting   T timed out
   "
  `);
});
