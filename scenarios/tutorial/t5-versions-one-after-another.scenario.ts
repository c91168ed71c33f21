/**
 * Five Galaxy servers are asked for their version, one after another, with a time-out of two seconds.
 *
 * 900 + 300 + 2000 + 2000 + 240 = 5440 ms: the two that do not answer cost most of it.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, scenario, serialPool } from 'jest-lanes';
import { fetchVersion } from '../fetch-version';
import { VERSIONS, fiveGalaxies, originsOf } from '../galaxies';

scenario(
  'T5: the versions of five servers, one after another',
  {
    pools: [serialPool()],
    setup: fiveGalaxies,
    tags: ['tutorial', 'galaxy'],
    brokenTwin: { pool: asyncPool(2), failsWith: '2 in flight' },
  },
  (pool, galaxies) => pool.map(fetchVersion, originsOf(galaxies)),
  (run, galaxies) => {
    expect(run).not.toRunInParallel();
    expect(galaxies).not.toRunInParallel();
    expect(Object.fromEntries(run.byInput())).toEqual(VERSIONS);
    expect(run.elapsed).toBe(5440);
    expect(run).toBeOrderedLike(originsOf(galaxies));
    expect(run).toBeOrderedLike(originsOf(galaxies), { by: 'finish' });
    expect(galaxies[2]).toTimeOut('read');
    expect(galaxies[3]).toTimeOut('connect');
    expect(`\n${draw(run.only('serialPool()'))}\n`).toMatchInlineSnapshot(`
     "
                       0          1000       2000       3000       4000     5440 ms
       usegalaxy.org   =========|
       usegalaxy.eu    .........====|
       stalls.example  .............======================|
       down.example    ...................................======================|
       usegalaxy.be    .........................................................==|
       in flight       111111111111111111111111111111111111111111111111111111111111

       . queued   = running   | done
     "
    `);
  },
);
