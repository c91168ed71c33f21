/**
 * A limit nested in itself deadlocks: each of two tasks holds a place and waits for another one, which nobody will give up.
 * With a limit of its own for the inner calls it goes through. The library is p-limit.
 */
import { expect } from '@jest/globals';
import pLimit from 'p-limit';
import { asyncPool, draw, scenario } from 'jest-lanes';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

scenario(
  'gallery: a limit of its own for nested calls goes through, and one nested in itself deadlocks',
  {
    pools: [asyncPool(2)],
    tags: ['gallery', 'p-limit'],
    setup: () => ({ outer: pLimit(2), inner: pLimit(2) }),
    brokenTwin: {
      setup: () => {
        const limit = pLimit(2);
        return { outer: limit, inner: limit };
      },
      failsWith: 'Deadlock at 10 ms',
    },
  },
  (pool, { outer, inner }) =>
    pool.map(
      (name: string) =>
        outer(async () => {
          await sleep(10);
          await inner(() => sleep(100));
          return name;
        }),
      ['a', 'b'],
    ),
  (run) => {
    expect(run.results).toEqual(['a', 'b']);
    expect(run.elapsed).toBe(110);
    expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
     "
                  0         20         40         60         80         110 ms
       a          ===========================================================|
       b          ===========================================================|
       in flight  222222222222222222222222222222222222222222222222222222222222

       = running   | done
     "
    `);
  },
);
