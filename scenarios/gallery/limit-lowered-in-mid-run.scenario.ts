/**
 * Lowering a limit in mid-run: what runs is not stopped, so it takes a while until the new limit holds, and nothing may start
 * before that. Here four become two at 50 ms; the first to end, at 100 and 200 ms, are not replaced.
 *
 * p-limit can do so since https://github.com/sindresorhus/p-limit/pull/79, which had to look at the limit at each end of a task.
 * Before that `limit.concurrency = 2` was possible all the same, and did nothing: a function takes any property.
 */
import { expect } from '@jest/globals';
import pLimitBefore from 'p-limit';
import { asyncPool, draw, observe, scenario, traceOf } from 'jest-lanes';
import type pLimitType from 'p-limit-7' with { 'resolution-mode': 'import' };

const pLimit = require('p-limit-7').default as typeof pLimitType;

const LENGTHS = { a: 100, b: 200, c: 300, d: 400, e: 100, f: 100, g: 100, h: 100 };
type Name = keyof typeof LENGTHS;

const worldWith = (limitOf: typeof pLimit) => () => ({
  limit: limitOf(4),
  work: observe((name: Name) => new Promise<void>((resolve) => setTimeout(resolve, LENGTHS[name])), 'work'),
});

scenario(
  'gallery: a limit that is lowered holds as soon as what runs allows',
  {
    pools: [asyncPool(8)],
    tags: ['gallery', 'p-limit'],
    setup: worldWith(pLimit),
    brokenTwin: { setup: worldWith(pLimitBefore as unknown as typeof pLimit), failsWith: '+   100' },
  },
  (pool, { limit, work }) => {
    setTimeout(() => (limit.concurrency = 2), 50);
    return pool.map((name: Name) => limit(() => work(name)), Object.keys(LENGTHS) as Name[]);
  },
  (run, { work }) => {
    expect(traceOf(work).spans.map(({ startedAt }) => startedAt)).toEqual([0, 0, 0, 0, 300, 400, 400, 500]);
    expect(run.elapsed).toBe(600);
    expect(`\n${draw(work)}\n`).toMatchInlineSnapshot(`
     "
                  0         100       200       300       400           600 ms
       a          =========|
       b          ===================|
       c          =============================|
       d          =======================================|
       e                                        =========|
       f                                                  =========|
       g                                                  =========|
       h                                                            =========|
       in flight  444444444433333333332222222222222222222222222222222111111111

       = running   | done
     "
    `);
  },
);
