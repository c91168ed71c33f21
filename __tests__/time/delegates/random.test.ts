import { describe, expect, test } from '@jest/globals';
import { type SimulateOptions, asyncPool, simulate } from '../../../src';
import { natives } from '../../../src/time/natives';

const { random: earlyRandom } = Math;

const draws = (count: number) => Array.from({ length: count }, () => Math.random());

async function drawn(options?: SimulateOptions): Promise<readonly number[]> {
  return (await simulate(() => draws(5), options)).value;
}

describe('Math.random inside a simulation', () => {
  test('draws the same for the same seed, and something else for another', async () => {
    expect(await drawn({ seed: 7 })).toEqual(await drawn({ seed: 7 }));
    expect(await drawn({ seed: 7 })).not.toEqual(await drawn({ seed: 8 }));
  });

  test('draws from seed 1 unless another is given', async () => {
    expect(await drawn()).toEqual(await drawn({ seed: 1 }));
    expect(await drawn()).toMatchInlineSnapshot(`
     [
       0.5467073114123195,
       0.09643118362873793,
       0.6547954932320863,
       0.2896716825198382,
       0.1045161453075707,
     ]
    `);
  });

  test('gives numbers from 0 up to but not including 1', async () => {
    const { value } = await simulate(() => draws(10_000));

    expect(Math.min(...value)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...value)).toBeLessThan(1);
  });

  test('obeys when it was captured early', async () => {
    const { value } = await simulate(() => [earlyRandom(), earlyRandom()]);

    expect(value).toEqual((await drawn()).slice(0, 2));
  });

  test("is left alone by `random: 'real'`", async () => {
    const options = { seed: 7, random: 'real' } as const;

    expect(await drawn(options)).not.toEqual(await drawn(options));
  });

  test('is seeded on the real clock too', async () => {
    expect(await drawn({ clock: 'real' })).toEqual(await drawn());
  });
});

describe('each task of a pool', () => {
  /** What each of four tasks draws, when the `greedy` one draws that many times more than once. */
  async function drawnByTasks({ concurrency = 2, greedy = -1, more = 0, before = 0 }): Promise<readonly number[]> {
    const run = await simulate(async () => {
      draws(before);
      return asyncPool(concurrency).map(
        async (task) => {
          await new Promise((resolve) => setTimeout(resolve, 10 * (5 - task)));
          if (task === greedy) draws(more);
          return Math.random();
        },
        [0, 1, 2, 3],
      );
    });
    return run.results;
  }

  test('draws from a stream of its own', async () => {
    const results = await drawnByTasks({});

    expect(new Set(results).size).toBe(4);
    expect(results).toEqual(await drawnByTasks({}));
  });

  test('draws the same however much the others draw, the body included', async () => {
    const plain = await drawnByTasks({});
    const beside = await drawnByTasks({ greedy: 1, more: 100, before: 9 });

    expect(beside.filter((_, task) => task !== 1)).toEqual(plain.filter((_, task) => task !== 1));
    expect(beside[1]).not.toBe(plain[1]);
  });

  test('draws the same at any concurrency', async () => {
    expect(await drawnByTasks({ concurrency: 1 })).toEqual(await drawnByTasks({ concurrency: 4 }));
  });
});

test('Math.random outside a simulation is random, also after one', async () => {
  await drawn();

  expect(draws(5)).not.toEqual(await drawn());
  expect(natives.random()).not.toBe(Math.random());
});
