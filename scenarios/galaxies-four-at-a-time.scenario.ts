/**
 * The same five servers, four at a time: the grocery-queue rule lets the fifth request start when the first lane is free,
 * at 300 ms, and the two time-outs run side by side. 2000 ms in all.
 */
import { expect, test } from '@jest/globals';
import { asyncPool, simulate } from 'jest-lanes';
import { fetchVersion } from './fetch-version';
import { VERSIONS, fiveGalaxies } from './galaxies';

test('five servers, four at a time', async () => {
  const galaxies = fiveGalaxies();
  const urls = galaxies.map((galaxy) => galaxy.origin);
  const [org, eu, stalls, down, be] = urls;

  const run = await simulate(() => asyncPool(4).map(fetchVersion, urls));

  expect(Object.fromEntries(run.byInput())).toEqual(VERSIONS);
  expect(run.elapsed).toBe(2000);
  expect(run).toRunInParallel(4);
  expect(galaxies).toRunInParallel({ atLeast: 4, atMost: 4 });
  expect(run).toBeOrderedLike(urls);
  expect(run).toBeOrderedLike([eu, be, org, [stalls, down]], { by: 'finish' });
  expect(run).toMatchTimeline(`
    usegalaxy.org   |--------900--------|
    usegalaxy.eu    |--300--|
    stalls.example  |--------------------2000------------------|
    down.example    |--------------------2000------------------|
    usegalaxy.be    ...300...|-240-|
  `);
  expect(galaxies[2]).toTimeOut('read');
  expect(galaxies[3]).toTimeOut('connect');
});

test('broken twin: a pool of five is found out', async () => {
  const urls = fiveGalaxies().map((galaxy) => galaxy.origin);

  const run = await simulate(() => asyncPool(5).map(fetchVersion, urls));

  expect(() => expect(run).toRunInParallel(4)).toThrow('5 in flight');
  expect(() => expect(run).toMatchTimeline('usegalaxy.be  ..300..|240|\n...')).toThrow('waited 0 ms, not 300 ms');
});
