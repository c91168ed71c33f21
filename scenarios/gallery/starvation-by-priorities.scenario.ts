/**
 * Starvation by priorities: a report waits behind urgent tasks, of which one is always queued, so its turn does not come while
 * they last. Whoever has waited for 150 ms is put before all others, which bounds the wait: this is called aging.
 *
 * A page renderer kept its background jobs waiting until nobody wanted them any more:
 * https://github.com/cardstack/boxel/pull/5572. The library is p-queue.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, observe, scenario } from 'jest-lanes';
import type PQueueType from 'p-queue' with { 'resolution-mode': 'import' };

const PQueue = require('p-queue').default as typeof PQueueType;

/** Two who ask for five urgent tasks each, one after another, and one who wants a report. */
const ASKERS = [['u1', 'u3', 'u5', 'u7', 'u9'], ['u2', 'u4', 'u6', 'u8', 'u10'], ['report']];

const worldWith = (patienceMs: number) => () => {
  const queue = new PQueue({ concurrency: 1 });
  const work = observe((_name: string) => new Promise<void>((resolve) => setTimeout(resolve, 100)), 'work');
  return {
    work,
    async askFor(id: string): Promise<void> {
      const aging = setTimeout(() => queue.setPriority(id, 2), patienceMs);
      await queue.add(
        () => {
          clearTimeout(aging);
          return work(id);
        },
        { id, priority: id === 'report' ? 0 : 1 },
      );
    },
  };
};

scenario(
  'gallery: urgent tasks do not keep a report waiting for ever',
  {
    pools: [asyncPool(3)],
    tags: ['gallery', 'p-queue'],
    setup: worldWith(150),
    brokenTwin: { setup: worldWith(60_000), failsWith: 'before report, which started at 1000 ms' },
  },
  (pool, { askFor }) =>
    pool.map(async (names: readonly string[]) => {
      for (const name of names) await askFor(name);
    }, ASKERS),
  (run, { work }) => {
    expect(work).toBeOrderedLike(['u1', 'u2', 'report', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8', 'u9', 'u10']);
    expect(work).not.toRunInParallel();
    expect(run.elapsed).toBe(1100);
    expect(`\n${draw(work)}\n`).toMatchInlineSnapshot(`
     "
                  0         200        400        600        800       1100 ms
       u1         =====|
       u2              =====|
       report               ======|
       u3                         =====|
       u4                              ======|
       u5                                    =====|
       u6                                         ======|
       u7                                               =====|
       u8                                                    ======|
       u9                                                          =====|
       u10                                                              =====|
       in flight  111111111111111111111111111111111111111111111111111111111111

       = running   | done
     "
    `);
  },
);
