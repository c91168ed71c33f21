import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../src';
import { currentClock } from '../../src/time/current-clock';
import { natives } from '../../src/time/natives';
import { RealClock } from '../../src/time/real-clock';

describe('the real clock', () => {
  test('sleeps, and counts real milliseconds from when it was made', async () => {
    const clock = new RealClock();
    const before = clock.now;

    await clock.sleep(5);

    expect(before).toBeLessThan(1000);
    expect(clock.now - before).toBeGreaterThanOrEqual(4);
  });

  test('calls back once its time has come, unless it is called off', async () => {
    const clock = new RealClock();
    const called: string[] = [];
    const cancel = clock.after(1, () => called.push('called off'));
    clock.after(1, () => called.push('called back'));

    cancel();
    await clock.sleep(10);

    expect(called).toEqual(['called back']);
  });

  test('runs an event at once, and nothing holds it', () => {
    const clock = new RealClock();
    const order: string[] = [];

    clock.event(() => order.push('event'));
    order.push('after');
    clock.hold()();

    expect(order).toEqual(['event', 'after']);
  });
});

test('the clock in force is the real one outside a simulation, and inside what was asked for', async () => {
  const kinds = [currentClock().kind];
  for (const clock of ['virtual', 'real'] as const) {
    kinds.push((await simulate(() => currentClock().kind, { clock })).value);
  }

  expect(kinds).toEqual(['real', 'virtual', 'real']);
  expect(currentClock()).toBe(currentClock());
  expect(currentClock().now).toBeLessThanOrEqual(natives.now());
});
