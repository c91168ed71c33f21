/**
 * Five Galaxy servers are asked for their version, one after another, with a time-out of two seconds.
 *
 * 900 + 300 + 2000 + 2000 + 240 = 5440 ms: the two that do not answer cost most of it.
 */
import { expect, test } from '@jest/globals';
import { asyncPool, serialPool, simulate } from 'jest-lanes';
import { fetchVersion } from './fetch-version';
import { VERSIONS, fiveGalaxies } from './galaxies';

test('five servers, one after another', async () => {
  const galaxies = fiveGalaxies();
  const urls = galaxies.map((galaxy) => galaxy.origin);

  const run = await simulate(() => serialPool().map(fetchVersion, urls));

  expect(Object.fromEntries(run.byInput())).toEqual(VERSIONS);
  expect(run.elapsed).toBe(5440);
  expect(run).not.toRunInParallel();
  expect(galaxies).not.toRunInParallel();
  expect(run).toBeOrderedLike(urls);
  expect(run).toBeOrderedLike(urls, { by: 'finish' });
  expect(galaxies[2]).toTimeOut('read');
  expect(galaxies[3]).toTimeOut('connect');
});

test('broken twin: a pool that lets two run at a time is found out', async () => {
  const urls = fiveGalaxies().map((galaxy) => galaxy.origin);

  const run = await simulate(() => asyncPool(2).map(fetchVersion, urls));

  expect(() => expect(run).not.toRunInParallel()).toThrow('2 in flight');
  expect(() => expect(run).toBeOrderedLike(urls, { by: 'finish' })).toThrow('toBeOrderedLike');
});
