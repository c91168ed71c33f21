import net from 'node:net';
import { performance } from 'node:perf_hooks';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../../src';
import { left, sharedProperties } from './core-modules';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const never = () => new Promise(() => undefined);
const isReal = () => new Date().getFullYear() > 2000;

async function expectAllClear(): Promise<void> {
  expect(isReal()).toBe(true);
  const { value, elapsed } = await simulate(async () => {
    await sleep(1000);
    return isReal();
  });
  expect([value, elapsed]).toEqual([false, 1000]);
}

const seenAfterEach: boolean[] = [];
afterEach(() => {
  seenAfterEach.push(isReal());
});

describe('not awaited', () => {
  test('fails: a simulation that sleeps', () => {
    void simulate(() => sleep(1000));
  });

  test('fails: a simulation that would have failed', () => {
    void simulate(async () => {
      await sleep(1000);
      throw new Error('nobody hears');
    });
  });

  test('the test after is clear', expectAllClear);
});

describe('the time limit of the test', () => {
  test('fails: trips under a simulation that is held', async () => {
    await simulate(() => (clock.hold('for ever'), never()), { limits: { holdMs: 60_000 } });
  }, 100);

  test('the test after is clear', expectAllClear);

  test('is longer than a hold may last', async () => {
    const simulation = simulate(() => (clock.hold('for ever'), never()));

    await expect(simulation).rejects.toThrow('The clock has stood still at 0 ms for 300 ms of real time.');
  }, 500);

  test('is longer than a run-away may run', async () => {
    const simulation = simulate(
      async () => {
        for (;;) await sleep(10);
      },
      { limits: { events: Infinity, virtualMs: Infinity } },
    );

    await expect(simulation).rejects.toThrow('The simulation passed 900 ms of real time');
  }, 1000);

  test('the test after them is clear', expectAllClear);
});

describe('hooks', () => {
  let elapsed = 0;
  beforeAll(async () => {
    ({ elapsed } = await simulate(() => sleep(70)));
  });

  test('may simulate', () => {
    expect(elapsed).toBe(70);
  });

  test('never see the clock of a test that is over, however it ended', () => {
    expect(seenAfterEach.length).toBeGreaterThan(5);
    expect(seenAfterEach).not.toContain(false);
  });
});

test('core modules are delegating, and can be captured', () => {
  const { before } = left;
  const changed = [...sharedProperties()].filter(([name, value]) => before?.get(name) !== value).map(([name]) => name);

  expect(changed).toEqual(
    expect.arrayContaining([
      'timers.setTimeout',
      'performance.now',
      'worker_threads.Worker',
      'Socket.prototype.connect',
    ]),
  );
  left.captured = {
    setTimeout: timers.setTimeout,
    sleep: timersPromises.setTimeout,
    now: performance.now.bind(performance),
    abortAfter: AbortSignal.timeout.bind(AbortSignal),
    idle: net.Socket.prototype.setTimeout,
  };
});

test('fails: the last simulation of the file is not awaited', () => {
  void simulate(() => (clock.hold('for ever'), never()));
});
