/**
 * A crashed worker takes its own task with it, and no other. A new worker takes its place, and nothing is run twice: whoever
 * runs a task again that kills its worker loses the next one too, and the task may have sent its mail already.
 *
 * jest-worker runs such a task four times, unless it is told otherwise (https://github.com/jestjs/jest/pull/4798, and
 * https://github.com/jestjs/jest/issues/15125). The twin runs it
 * once more.
 */
import { expect } from '@jest/globals';
import { draw, processPool, scenario, threadPool, type Pool, WorkerDied } from 'jest-lanes';
import { workOrCrash } from '../tasks/crashing';

const threads = threadPool(2);
const NAMES = ['a', 'crash', 'b', 'c'];

async function tryingAgain(pool: Pool): Promise<void> {
  for (const name of NAMES) {
    const [settled] = (await pool.mapSettled(workOrCrash, [name])).results;
    if (settled!.status === 'rejected') await pool.mapSettled(workOrCrash, [name]);
  }
}

scenario(
  'gallery: a crashed worker takes only its own task with it, which is not run again',
  {
    pools: [threads, processPool(2)],
    sameTrace: true,
    tags: ['gallery'],
    brokenTwin: { pool: threads, body: tryingAgain, failsWith: 'repeated: crash' },
  },
  (pool) => pool.mapSettled(workOrCrash, NAMES),
  (run) => {
    expect(run).toBeOrderedLike(NAMES);
    const [, crashed, ...others] = run.results;
    expect(crashed).toEqual({ status: 'rejected', reason: expect.any(WorkerDied) });
    expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(run.elapsed).toBe(200);
    expect(`\n${draw(run)}\n`).toMatchInlineSnapshot(`
     "
                  0              50             100            150      200 ms
       a          =============================|
       crash      ==============!
       b          ...............=============================|
       c          ..............................=============================|
       in flight  222222222222222222222222222222222222222222222111111111111111

       . queued   = running   | done   ! failed
     "
    `);
  },
);
