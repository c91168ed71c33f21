import { describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../../src';

const memory = new Int32Array(new SharedArrayBuffer(4));

describe('Atomics.wait', () => {
  test('inside a simulation blocks the loop for as long as it waits in vain', async () => {
    const { value, elapsed } = await simulate(async () => {
      const late = new Promise((resolve) => setTimeout(() => resolve(clock.now), 5));
      const outcome = Atomics.wait(memory, 0, 0, 20);
      return [outcome, clock.now, await late];
    });

    expect(value).toEqual(['timed-out', 20, 20]);
    expect(elapsed).toBe(20);
  });

  test('inside a simulation takes no time where there is nothing to wait for', async () => {
    const { value, elapsed } = await simulate(() => [Atomics.wait(memory, 0, 1, 20), Atomics.wait(memory, 0, 0, -1)]);

    expect(value).toEqual(['not-equal', 'timed-out']);
    expect(elapsed).toBe(0);
  });

  test("is Node's own outside a simulation", () => {
    const before = performance.now();

    expect(Atomics.wait(memory, 0, 0, 5)).toBe('timed-out');

    expect(performance.now() - before).toBeGreaterThanOrEqual(4);
  });
});
