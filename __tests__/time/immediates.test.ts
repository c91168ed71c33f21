import { describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../src';
import { failureOf } from '../simulate/failure';
import { natives } from '../../src/time/natives';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('setImmediate as a poll', () => {
  test('that waits for what takes no virtual time ends', async () => {
    const { value, elapsed } = await simulate(async () => {
      let turns = 0;
      const isDone = () => turns >= 5000;
      while (!isDone()) await new Promise((resolve) => setImmediate(() => resolve((turns += 1))));
      return turns;
    });

    expect([value, elapsed]).toEqual([5000, 0]);
  });

  test('that waits for virtual time to pass is stopped for good and named', async () => {
    let turns = 0;
    const poll = () => {
      turns += 1;
      setImmediate(poll);
    };
    const simulation = simulate(async () => {
      await sleep(200);
      poll();
      await sleep(1000);
    });

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "\`setImmediate\` ran 100000 times at 200 ms (at Immediate.poll (immediates.test.ts:line)): something polls for what takes virtual time, which cannot pass meanwhile.
     Poll with a timer instead."
    `);
    const atTheEnd = turns;
    await new Promise((resolve) => natives.setTimeout(resolve, 5));
    expect(turns).toBe(atTheEnd);
  }, 60_000);

  test('is counted at one instant only', async () => {
    const { elapsed } = await simulate(async () => {
      for (let ms = 0; ms < 2; ms += 1) {
        for (let turns = 0; turns < 60_000; turns += 1) await new Promise((resolve) => setImmediate(resolve));
        await sleep(1);
      }
    });

    expect(elapsed).toBe(2);
    // A hundred thousand turns of the loop take their time on a busy machine.
  }, 60_000);
});

test('an immediate that was cleared does not keep time from moving', async () => {
  const { elapsed } = await simulate(async () => {
    const immediates = Array.from({ length: 3 }, () => setImmediate(() => expect(clock.now).toBe(-1)));
    for (const immediate of immediates) clearImmediate(immediate);
    await sleep(10);
  });

  expect(elapsed).toBe(10);
});
