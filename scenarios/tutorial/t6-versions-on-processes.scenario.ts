/**
 * The same five servers on `Pool(4).map`: the grocery-queue rule lets the fifth request start when the first lane is free,
 * at 300 ms, and the two time-outs run side by side. 2000 ms in all instead of 5440, and the same data:
 * `dict(zip(servers, versions))` is `run.byInput()`.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, processPool, scenario, serialPool, simulate } from 'jest-lanes';
import { fetchVersion } from '../fetch-version';
import { VERSIONS, fiveGalaxies, originsOf } from '../galaxies';

const pool = processPool(4);

scenario(
  'T6: the versions of five servers, on four processes',
  {
    pools: [pool],
    setup: fiveGalaxies,
    tags: ['tutorial', 'galaxy'],
    brokenTwin: { pool: asyncPool(5), failsWith: '5 in flight' },
  },
  (pool, galaxies) => pool.map(fetchVersion, originsOf(galaxies)),
  (run, galaxies) => {
    const [org, eu, stalls, down, be] = originsOf(galaxies);
    expect(run).toRunInParallel(4);
    expect(galaxies).toRunInParallel(4);
    expect(Object.fromEntries(run.byInput())).toEqual(VERSIONS);
    expect(run.elapsed).toBe(2000);
    expect(run).toBeOrderedLike(originsOf(galaxies));
    expect(run).toBeOrderedLike([eu, be, org, [stalls, down]], { by: 'finish' });
    expect(galaxies[2]).toTimeOut('read');
    expect(galaxies[3]).toTimeOut('connect');
    expect(`\n${draw(run.only(pool))}\n`).toMatchInlineSnapshot(`
     "
                       0              500            1000           1500    2000 ms
       usegalaxy.org   ==========================|
       usegalaxy.eu    ========|
       stalls.example  ===========================================================|
       down.example    ===========================================================|
       usegalaxy.be    .........=======|
       in flight       444444444444444443333333333222222222222222222222222222222222

       . queued   = running   | done
     "
    `);
  },
);

scenario(
  'T6: the fifth server is asked when the first lane is free',
  {
    pools: [pool],
    setup: fiveGalaxies,
    tags: ['tutorial', 'galaxy'],
    brokenTwin: { pool: asyncPool(5), failsWith: 'waited 0 ms, not 300 ms' },
  },
  (pool, galaxies) => pool.map(fetchVersion, originsOf(galaxies)),
  (run) => {
    expect(run).toMatchTimeline(`
      usegalaxy.org   |--------900--------|
      usegalaxy.eu    |--300--|
      stalls.example  |--------------------2000------------------|
      down.example    |--------------------2000------------------|
      usegalaxy.be    ...300...|-240-|
    `);
  },
);

scenario(
  'T6: a pool of processes is faster than a loop',
  {
    pools: [pool],
    setup: fiveGalaxies,
    tags: ['tutorial', 'galaxy'],
    brokenTwin: {
      body: (_, galaxies) => serialPool().map(fetchVersion, originsOf(galaxies)),
      failsWith: ': just as long',
    },
  },
  (pool, galaxies) => pool.map(fetchVersion, originsOf(galaxies)),
  async (run, galaxies) => {
    const loop = await simulate(() => serialPool().map(fetchVersion, originsOf(galaxies)));
    expect(run).toBeFasterThan(loop, { by: 5440 / 2000 });
  },
);
