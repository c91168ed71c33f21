/**
 * Five Galaxy servers on pools of one to five: from 2.6 s to 1.1 s, much from one to two, almost nothing from four to five.
 *
 * By hand: 1100 + 190 + 198 + 198 + 914 = 2600. Two: 1100 beside 190 + 198 + 198 + 914 = 1500. Three: the last one starts
 * when the third lane is free, at 198, and takes 914: 1112. Four: it starts at 190: 1104. Five: the longest takes 1100.
 *
 * One server that does not answer costs its time-out of 2000 ms, which no size can hide: the gain is lost in it.
 */
import { expect, test } from '@jest/globals';
import { plot } from 'jest-lanes/plot';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncPool, galaxyServer, scenario, sweepPoolSizes, threadPool, type SlowServer } from 'jest-lanes';
import { fetchVersion } from '../fetch-version';
import { originsOf } from '../galaxies';

const DELAYS = [1100, 190, 198, 198, 914];
const ELAPSED = [2600, 1500, 1112, 1104, 1100];
const SIZES = [1, 2, 3, 4, 5];

function galaxies(delays: readonly (number | 'never')[]): SlowServer[] {
  return delays.map((firstByte, i) => galaxyServer(`https://galaxy-${i + 1}.example`, { version: '24.1', firstByte }));
}

scenario(
  'T8: five servers on pools of one to five',
  {
    pools: [...SIZES.map((size) => asyncPool(size)), threadPool(4)],
    sameTrace: true,
    setup: () => galaxies(DELAYS),
    tags: ['tutorial', 'galaxy', 'sizing'],
    brokenTwin: { setup: () => galaxies(DELAYS.map((delay) => delay + 1)), failsWith: 'toBe' },
  },
  (pool, servers) => pool.map(fetchVersion, originsOf(servers)),
  (run, _, pool) => {
    expect(run.results).toEqual(DELAYS.map(() => '24.1'));
    expect(run.elapsed).toBe(ELAPSED[pool.concurrency - 1]);
  },
);

test('T8: the sweep shows where it levels off, and which server decides', async () => {
  const origins = originsOf(galaxies(DELAYS));

  const sweep = await sweepPoolSizes(SIZES, (size) => asyncPool(size).map(fetchVersion, origins));

  expect(sweep.rows.map(({ elapsed }) => elapsed)).toEqual(ELAPSED);
  expect(sweep).toSpeedUp({ by: 1.7, at: 2 });
  expect(sweep).not.toSpeedUp({ by: 2.4, at: 5 });
  // Much from one to two (42 %), almost nothing from four to five (0.4 %). From three on it is less than a twentieth, which
  // is where it levels off by the rule; who counts every half of a per cent takes the tutorial's four.
  expect(sweep.rows.slice(1).map(({ elapsed }, i) => 1 - elapsed / ELAPSED[i]!)).toEqual(
    [1100 / 2600, 388 / 1500, 8 / 1112, 4 / 1104].map((part) => expect.closeTo(part)),
  );
  expect(sweep).toLevelOffAt(3);
  expect(sweep).toLevelOffAt(4, { within: 0.005 });
  expect(`\n${sweep.toString()}\n`).toMatchInlineSnapshot(`
   "
   workers     time  speed-up  efficiency  longest task on the critical path
         1  2600 ms     1.00×       100 %  https://galaxy-1.example (42.3 %)
         2  1500 ms     1.73×      86.7 %  https://galaxy-5.example (60.9 %)
         3  1112 ms     2.34×      77.9 %  https://galaxy-5.example (82.2 %)
         4  1104 ms     2.36×      58.9 %  https://galaxy-5.example (82.8 %)
         5  1100 ms     2.36×      47.3 %  https://galaxy-1.example (100 %)

   Amdahl's law: 21.7 % serial, so at most 4.62× (R² 0.880)
   Universal Scalability Law: contention 0 %, coherency 5.6 %, best with 4 workers (R² 0.990)

   Dominated by one task: with 5 workers "https://galaxy-1.example" takes 1100 ms of 1100 ms, and no pool is faster than its longest task.
   Take 3: with more workers the time falls by less than 5 %.
   "
  `);
});

/** Drawn anew by `npm run plots`; as PNG too, whose letters are of the fonts of the machine. */
test('T8: the picture of the sweep, pool size against time', async () => {
  const origins = originsOf(galaxies(DELAYS));
  const picture = join(__dirname, 'pool-vs-runtime');

  const { svg, png } = plot(await sweepPoolSizes(SIZES, (size) => asyncPool(size).map(fetchVersion, origins)));

  if (process.env['WRITE_PLOTS'] === '1') {
    writeFileSync(`${picture}.svg`, svg);
    writeFileSync(`${picture}.png`, png());
  }
  expect(svg).toBe(readFileSync(`${picture}.svg`, 'utf8'));
  expect(svg.replaceAll(/<desc>[^]*?<\/desc>/g, '').match(/(?<=>)[\d.]+ s(?=<)/g)).toEqual([
    '2.6 s',
    '1.5 s',
    '1.112 s',
    '1.104 s',
    '1.1 s',
  ]);
});

test('T8: one server that does not answer hides the gain', async () => {
  const origins = originsOf(galaxies([1100, 190, 'never', 198, 914]));

  const sweep = await sweepPoolSizes(SIZES, (size) => asyncPool(size).map(fetchVersion, origins));

  expect(sweep.rows.map(({ elapsed }) => elapsed)).toEqual([4402, 2212, 2000, 2000, 2000]);
  expect(sweep.at(5).longest?.span.label).toBe('https://galaxy-3.example');
  expect(sweep.advice).toMatchInlineSnapshot(`
   "Dominated by one task: with 5 workers "https://galaxy-3.example" takes 2000 ms of 2000 ms, and no pool is faster than its longest task.
   Take 3: with more workers the time falls by less than 5 %."
  `);
});

test('T8: broken twin: a limit that is forgotten is found out', async () => {
  const origins = originsOf(galaxies(DELAYS));

  const sweep = await sweepPoolSizes(SIZES, () => asyncPool(4).map(fetchVersion, origins));

  expect(() => expect(sweep).toSpeedUp({ by: 1.7, at: 2 })).toThrow('just as fast');
});
