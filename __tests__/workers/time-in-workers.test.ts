import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../src';
import { oneTrace, poolsOf } from './engines';
import { drawAtOnce, drawRandom, readClocks, tellTimers, timeOut, timerScripts } from './tasks/timers';

const pools = poolsOf(2);

describe('timers in workers', () => {
  test('of every kind fire as they do in the test', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(tellTimers, timerScripts), { leaks: 'error' });

    const told = Object.fromEntries([...run.byInput()].map(([script, log]) => [String(script), log.join('; ')]));
    expect(told).toMatchInlineSnapshot(`
     {
       "cleared": "nothing came,50",
       "immediate": "microtask,425; tick,425; immediate,425; timeout,426",
       "interval": "turn 1,80; turn 2,110; turn 3,140; turn 4,170",
       "promises": "a value,310; at once,310; scheduler,320; turn 1,340; turn 2,360; turn 3,380; AbortError: The operation was aborted,385",
       "refresh": "not yet,290; refreshed once,330; refreshed once,450; fired anew,500",
       "ties": "100 armed at 0,526; the other 100,526; 10 armed at 90,526",
       "timeout": "global,100; captured,200; promisified,300",
       "unref’d": "drove the clock,425",
     }
    `);
  });

  test('of every kind fire as they do when they start at another instant than 0', async () => {
    await oneTrace(pools, async (pool) => {
      await new Promise((wake) => setTimeout(wake, 12_345));
      return pool.map(tellTimers, [...timerScripts].reverse());
    });
  });
});

describe('clocks in workers', () => {
  test('read as in the test, whichever is read', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(readClocks, [1500, 20, 3_600_000]));

    expect(run.results[0]).toMatchInlineSnapshot(`
     [
       [
         946684800000,
         "2000-01-01T00:00:00.000Z",
         0,
         [
           0,
           0,
         ],
         "0",
       ],
       [
         946684801500,
         "2000-01-01T00:00:01.500Z",
         1500,
         [
           1,
           500000000,
         ],
         "1500000000",
       ],
     ]
    `);
  });

  test('begin anew with each simulation', async () => {
    for (const pool of Object.values(pools)) {
      const first = await simulate(() => pool.map(readClocks, [5]));
      expect((await simulate(() => pool.map(readClocks, [5]))).results).toEqual(first.results);
    }
  });

  test('abort signals at their instant, with their error', async () => {
    const run = await oneTrace(pools, (pool) => pool.map(timeOut, [2000, 30]));

    expect(run.results).toMatchInlineSnapshot(`
     [
       [
         "TimeoutError",
         "The operation was aborted due to timeout",
         true,
         946684802000,
       ],
       [
         "TimeoutError",
         "The operation was aborted due to timeout",
         true,
         946684800030,
       ],
     ]
    `);
  });
});

describe('random draws in workers', () => {
  test('are those of the task, by its call and its place', async () => {
    const run = await oneTrace(pools, async (pool) => {
      await pool.map(drawAtOnce, [1, 2]);
      return pool.map(drawRandom, [30, 10, 20]);
    });

    expect(new Set(run.results.flat()).size).toBe(9);
  });

  test('come from the seed', async () => {
    const first = await oneTrace(pools, (pool) => pool.map(drawAtOnce, [1, 2]), { seed: 7 });
    const second = await oneTrace(pools, (pool) => pool.map(drawAtOnce, [1, 2]), { seed: 8 });

    expect(first.results).not.toEqual(second.results);
  });

  test('are real where the simulation leaves them alone', async () => {
    const draw = () => simulate(() => pools.threadPool.map(drawAtOnce, [1, 2]), { random: 'real' });

    expect((await draw()).results).not.toEqual((await draw()).results);
  });
});
