/**
 * A burst at a rate window's edge: "three a second", counted in windows that begin anew each second, lets five through within
 * 170 ms, if they come about the edge of two windows. Counted over any second, it is three.
 *
 * It makes tests of rate limits flicker, too: https://github.com/plausible/analytics/pull/6497. The library is p-queue, whose
 * option `strict` is the cure.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, observe, scenario, traceOf } from 'jest-lanes';
import type PQueueType from 'p-queue' with { 'resolution-mode': 'import' };

const PQueue = require('p-queue').default as typeof PQueueType;

const WINDOW_MS = 1000;
/** The first keeps the others waiting until the edge of its window. */
const LENGTHS = [900, 10, 20, 30, 40, 50];

const worldWith = (strict: boolean) => () => ({
  queue: new PQueue({ concurrency: 1, intervalCap: 3, interval: WINDOW_MS, strict }),
  call: observe((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)), 'call'),
});

scenario(
  'gallery: no second sees more than three calls, whenever it begins',
  {
    pools: [asyncPool(6)],
    tags: ['gallery', 'p-queue'],
    setup: worldWith(true),
    brokenTwin: { setup: worldWith(false), failsWith: 'Received: 5 starts from 900 ms to before 1900 ms' },
  },
  (pool, { queue, call }) => pool.map((ms: number) => queue.add(() => call(ms)), LENGTHS),
  (_run, { call }) => {
    expect(call).toStartAtRate(3, { per: WINDOW_MS });
    const starts = traceOf(call).spans.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([0, 900, 910, 1000, 1900, 1940]);
    expect(`\n${draw(call)}\n`).toMatchInlineSnapshot(`
     "
                  0              500            1000           1500    1990 ms
       900        ===========================|
       10                                    |
       20                                    =|
       30                                       =|
       40                                                                  =|
       50                                                                   =|
       in flight  111111111111111111111111111110110000000000000000000000000111

       = running   | done
     "
    `);
  },
);
