import { expect, test } from '@jest/globals';
import { asyncPool, galaxyServer, simulate } from 'jest-lanes';
import { fetchVersion } from './fetch-version';

test('asks four servers at a time and gives up on each after two seconds', async () => {
  const galaxies = [
    galaxyServer('https://usegalaxy.org', { version: '24.1', firstByte: 900 }),
    galaxyServer('https://usegalaxy.eu', { version: '24.2', firstByte: 300 }),
    galaxyServer('https://stalls.example', { version: '24.2', firstByte: 'never' }),
    galaxyServer('https://down.example', { connect: 'never' }),
    galaxyServer('https://usegalaxy.be', { version: '24.0', connect: 40, firstByte: 200 }),
  ];
  const urls = galaxies.map((galaxy) => galaxy.origin);

  const run = await simulate(() => asyncPool(4).map(fetchVersion, urls));

  expect(run).toRunInParallel(4);
  expect(run).toBeOrderedLike(urls);
  expect(run.elapsed).toBe(2000);
  expect(galaxies[2]).toTimeOut('read');
  expect(galaxies[3]).toTimeOut('connect');
  expect(Object.fromEntries(run.byInput())).toEqual({
    'https://usegalaxy.org': '24.1',
    'https://usegalaxy.eu': '24.2',
    'https://stalls.example': null,
    'https://down.example': null,
    'https://usegalaxy.be': '24.0',
  });
});
