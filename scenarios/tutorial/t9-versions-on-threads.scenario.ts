/**
 * The same on `ThreadPool(4)` with `chunksize=1`, and on promises: the same data and the same trace as on processes, down
 * to the order of events.
 *
 * Python's default chunk would be two of five here: a thread then keeps the fifth server waiting behind the fourth, which
 * never answers.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, processPool, scenario, threadPool } from 'jest-lanes';
import { fetchVersion } from '../fetch-version';
import { VERSIONS, fiveGalaxies, originsOf } from '../galaxies';

scenario(
  'T9: the versions of five servers, on four threads as on four processes',
  {
    pools: [threadPool(4), processPool(4), asyncPool(4)],
    setup: fiveGalaxies,
    sameTrace: true,
    tags: ['tutorial', 'galaxy'],
    brokenTwin: (pool, galaxies) => pool.map(fetchVersion, originsOf(galaxies), { chunkSize: 2 }),
  },
  (pool, galaxies) => pool.map(fetchVersion, originsOf(galaxies), { chunkSize: 1 }),
  (run, galaxies, pool) => {
    expect(run).toRunInParallel(4);
    expect(Object.fromEntries(run.byInput())).toEqual(VERSIONS);
    expect(run.elapsed).toBe(2000);
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
