import { describe, expect, test } from '@jest/globals';
import { asyncPool, clock, compute, simulate } from '../../src';
import { natives } from '../../src/time/natives';

describe('compute', () => {
  test('lets time pass at once, while nothing else runs', async () => {
    const order: unknown[] = [];

    await simulate(async () => {
      void Promise.resolve().then(() => order.push(['promise', clock.now]));
      const done = compute(100);
      order.push(['called', clock.now]);
      await done;
      order.push(['done', clock.now]);
    });

    expect(order).toEqual([
      ['called', 100],
      ['promise', 100],
      ['done', 100],
    ]);
  });

  test('makes timers that fell due meanwhile fire late, in the order in which they were due', async () => {
    const fired: unknown[] = [];

    await simulate(async () => {
      for (const due of [40, 20, 120, 60, 20]) setTimeout(() => fired.push([due, clock.now]), due);
      await compute(100);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });

    expect(fired).toEqual([
      [20, 100],
      [20, 100],
      [40, 100],
      [60, 100],
      [120, 120],
    ]);
  });

  test('makes late timers overtake one another as in Node, which fires all late ones of one delay together', async () => {
    const fired: string[] = [];

    await simulate(async () => {
      setTimeout(() => fired.push('40 ms, due at 40'), 40);
      setTimeout(() => fired.push('60 ms, due at 60'), 60);
      await new Promise((resolve) => setTimeout(resolve, 30));
      setTimeout(() => fired.push('40 ms, due at 70'), 40);
      await compute(70);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });

    expect(fired).toEqual(['40 ms, due at 40', '40 ms, due at 70', '60 ms, due at 60']);
  });

  test('makes an interval skip the turns it missed', async () => {
    const ticks: number[] = [];

    await simulate(async () => {
      const timer = setInterval(() => ticks.push(clock.now), 10);
      await compute(35);
      await new Promise((resolve) => setTimeout(resolve, 31));
      clearInterval(timer);
    });

    // Late at 35 instead of 10, then every 10.
    expect(ticks).toEqual([35, 45, 55, 65]);
  });

  test('gains nothing from a pool of promises: there is one event loop', async () => {
    const run = await simulate(() => asyncPool(4).map(() => compute(250), [1, 2, 3, 4]));

    expect(run.elapsed).toBe(1000);
  });

  test('of 0 takes no time', async () => {
    expect((await simulate(() => compute(0))).elapsed).toBe(0);
  });

  test.each([-1, NaN, Infinity, '5', undefined])('refuses %p', async (ms) => {
    await expect(compute(ms as number)).rejects.toThrow('Expected `ms` to be a number of milliseconds from 0 up, got');
    await expect(simulate(() => compute(ms as number))).rejects.toThrow('Expected `ms`');
  });

  test('on the real clock computes for that long', async () => {
    const began = natives.now();
    await compute(5);
    expect(natives.now() - began).toBeGreaterThanOrEqual(5);

    const { elapsed } = await simulate(() => compute(5), { clock: 'real' });
    expect(elapsed).toBeGreaterThanOrEqual(5);
  });
});
