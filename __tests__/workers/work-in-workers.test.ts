import { describe, expect, test } from '@jest/globals';
import { clock } from '../../src';
import { oneTrace, poolsOf } from './engines';
import { kindsOfWork, waitInVain, workBesideTimer } from './tasks/real-work';
import { computeFor, fanOut, fanOutAndFail, holdAWhile, settleTwice } from './tasks/with-lanes';

const pools = poolsOf(2);

describe('in workers', () => {
  test.each(kindsOfWork)('real work (%s) holds the clock', async (kind) => {
    const run = await oneTrace(pools, (pool) => pool.map(workBesideTimer, [kind, kind, kind]));

    expect(run.results.map((result) => result[1])).toEqual([11, 11, 27]);
    expect(run.results.map((result) => (result[0] as unknown[])[1])).toEqual(['timer', 'timer', 'timer']);
    expect(run.elapsed).toBe(32);
  });

  test('real work holds the clock of all: the timers of other lanes and of the test wait for it', async () => {
    await oneTrace(pools, async (pool) => {
      const order: unknown[] = [];
      const timer = setInterval(() => order.push(clock.now), 1);
      const run = await pool.map(workBesideTimer, ['crypto', 'child process']);
      clearInterval(timer);
      expect(order).toEqual(Array.from({ length: order.length }, (_, i) => i + 1));
      expect(order.length).toBeGreaterThanOrEqual(15);
      return run;
    });
  });

  test('`compute` lets time pass while nothing else runs in the task', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(computeFor, [100]));

    expect(run.results.map((result) => JSON.stringify(result))).toMatchInlineSnapshot(`
     [
       "[["computed",100],[50,100],[100,100],[105,105]]",
     ]
    `);
  });

  test('`Atomics.wait` blocks its task', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(waitInVain, [100]));

    expect(run.results).toEqual([['timed-out', 0, 100, 100]]);
  });

  test('`clock.settled` waits for all lanes', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(settleTwice, [1, 2, 3]));

    expect(JSON.stringify(run.results[0])).toMatchInlineSnapshot(
      `"["immediate",["settled",0],"timer",["settled again",5]]"`,
    );
  });

  test('`clock.hold` holds the clock of all', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(holdAWhile, [100, 50, 0]));

    expect(run.results.map((result) => JSON.stringify(result))).toMatchInlineSnapshot(`
     [
       "[["let go",0],["timer",1]]",
       "[["let go",0],["timer",1]]",
       "[["let go",1],["timer",2]]",
     ]
    `);
  });

  test('a pool inside a task has its spans in the test’s trace, with the task as parent', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(fanOut, [10, 20, 30]));

    const labels = new Map(run.trace.spans.map(({ id, label }) => [id, label]));
    const asText = run.trace.spans.map(
      ({ label, parent, startedAt }) => `${label} in ${labels.get(parent!) ?? 'none'} at ${startedAt}`,
    );
    expect(asText).toMatchInlineSnapshot(`
     [
       "10 in none at 0",
       "20 in none at 0",
       "10 in 10 at 0",
       "20 in 10 at 0",
       "20 in 20 at 0",
       "40 in 20 at 0",
       "30 in 10 at 30",
       "60 in 20 at 60",
       "30 in none at 120",
       "30 in 30 at 120",
       "60 in 30 at 120",
       "90 in 30 at 210",
     ]
    `);
  });

  test('a pool inside a task records how its tasks failed', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(fanOutAndFail, [10, 20]));

    const failed = run.trace.spans.filter(({ outcome }) => outcome === 'rejected');
    expect(failed.map(({ error }) => error)).toEqual([
      new RangeError('20 is too long'),
      new RangeError('40 is too long'),
    ]);
  });
});
