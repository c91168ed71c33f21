import { describe, expect, test } from '@jest/globals';
import { asyncPool, clock, compute, processPool, simulate, threadPool } from '../../src';
import { crunch } from '../../scenarios/tasks/computing';
import { sleep } from '../workers/tasks/sleeping';
import { failureOf } from './failure';

describe('a machine', () => {
  test('shares its cores among the lanes that compute', async () => {
    await using pool = threadPool(3);

    const run = await simulate(() => pool.map(crunch, [1, 2, 3]), { cores: 2 });

    expect(run.elapsed).toBe(150);
    expect(run.results).toEqual([1, 4, 9]);
  }, 60_000);

  test('has a core for each lane if nothing else is said', async () => {
    await using pool = threadPool(3);

    expect((await simulate(() => pool.map(crunch, [1, 2, 3]))).elapsed).toBe(100);
  }, 60_000);

  test('has the event loop of the test take part', async () => {
    await using pool = threadPool(1);

    const run = await simulate(
      async () => {
        const there = pool.map(crunch, [1]);
        await new Promise((resolve) => setTimeout(resolve, 10));
        // At half speed beside the lane, which has 90 ms to go: 80 ms of work take 160.
        await compute(80);
        const here = clock.now;
        await there;
        return [here, clock.now];
      },
      { cores: 1 },
    );

    expect(run.value).toEqual([170, 180]);
  }, 60_000);

  test('takes time to start a lane, once in each simulation', async () => {
    await using pool = processPool(1);
    const twice = async () => {
      await pool.map(sleep, [10]);
      await pool.map(sleep, [10]);
    };

    for (let round = 0; round < 2; round++) {
      expect((await simulate(twice, { processStart: 50, threadStart: 7 })).elapsed).toBe(70);
    }
  }, 60_000);

  test('has tasks wait in the queue while their lane starts', async () => {
    await using pool = threadPool(2);

    const run = await simulate(() => pool.map(sleep, [10, 10]), { cores: 1, threadStart: 20 });

    expect(run.trace.spans.map(({ queuedAt, startedAt }) => [queuedAt, startedAt])).toEqual([
      [0, 40],
      [0, 40],
    ]);
  }, 60_000);

  test('gives the core of a lane that is terminated to the others at once', async () => {
    await using kept = threadPool(1);
    await using ended = threadPool(1);

    const run = await simulate(
      async () => {
        const others = kept.map(crunch, [1]);
        const failing = failureOf(ended.map(crunch, [1]));
        await sleep(10);
        ended.terminate();
        const failed = [await failing, clock.now];
        await others;
        return [...failed, clock.now];
      },
      { cores: 1 },
    );

    // 5 of 100 ms are done when it is alone.
    expect(run.value).toEqual([expect.stringContaining('its pool was terminated'), 10, 105]);
  }, 60_000);

  test('has a pool be terminated while its lanes start', async () => {
    await using pool = threadPool(1);

    const run = await simulate(
      async () => {
        const failing = failureOf(pool.map(sleep, [10]));
        await sleep(5);
        pool.terminate();
        return [await failing, clock.now];
      },
      { threadStart: 20 },
    );

    expect(run.value).toEqual([expect.stringContaining('terminated'), 5]);
  }, 60_000);

  test('changes nothing for promises, which share one event loop', async () => {
    const run = await simulate(() => asyncPool(2).map(compute, [100, 100]), { cores: 8, processStart: 9 });

    expect(run.elapsed).toBe(200);
  });

  test.each([{ cores: 0 }, { cores: 1.5 }, { cores: '2' }, { processStart: -1 }, { threadStart: Infinity }])(
    'is refused: %j',
    async (options) => {
      expect(await failureOf(simulate(() => 1, options as object))).toMatchSnapshot();
    },
  );
});
