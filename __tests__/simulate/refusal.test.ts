import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type * as Package from '../../src';
import { simulate } from '../../src';
import { testAround } from '../../src/time/test-around';
import { failureOf } from './failure';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a second simulation', () => {
  test('is refused inside the first', async () => {
    expect(await failureOf(simulate(() => simulate(() => 1)))).toMatchInlineSnapshot(`
     "\`simulate\` was called while another simulation is under way; a realm has one clock at a time.
     Await the first before you begin the second, and do not nest them."
    `);
  });

  test('is refused beside the first, which goes on', async () => {
    const first = simulate(() => sleep(50));

    await expect(simulate(() => 1)).rejects.toThrow('another simulation is under way');
    expect((await first).elapsed).toBe(50);
  });

  test('is refused in whatever way the two run, virtual or real', async () => {
    for (const clock of ['virtual', 'real'] as const) {
      const nested = simulate(() => simulate(() => 1, { clock: 'real' }), { clock });
      await expect(nested).rejects.toThrow('another simulation is under way');
    }
  });

  test('is refused when it comes from another copy of the package', async () => {
    jest.resetModules();
    const copy = jest.requireActual<typeof Package>('../../src');
    expect(copy.simulate).not.toBe(simulate);

    await expect(simulate(() => copy.simulate(() => 1))).rejects.toThrow('another simulation is under way');
    await expect(copy.simulate(() => simulate(() => 1))).rejects.toThrow('another simulation is under way');
  });

  test('may begin when the first is over, however it ended', async () => {
    await simulate(() => 1);
    await simulate(() => Promise.reject(new Error('mine'))).catch(() => undefined);
    await simulate(() => new Promise(() => undefined)).catch(() => undefined);

    expect((await simulate(() => sleep(5))).elapsed).toBe(5);
  });
});

describe('another copy of the package', () => {
  test('obeys and commands the same clock: its timers can be cleared, however they were armed', async () => {
    jest.resetModules();
    const copy = jest.requireActual<typeof Package>('../../src');

    const { value, elapsed } = await copy.simulate(async () => {
      const fired: string[] = [];
      const [byTimer, byNumber] = [setTimeout(() => fired.push('a'), 10), setTimeout(() => fired.push('b'), 10)];
      clearTimeout(byTimer);
      clearTimeout(Number(byNumber));
      const interval = setInterval(() => fired.push('c'), 10);
      clearInterval(interval);
      await sleep(100);
      return [fired, copy.clock.now, Date.now() - Date.UTC(2000, 0, 1)];
    });

    expect([value, elapsed]).toEqual([[[], 100, 100], 100]);
  });
});

describe("Jest's fake timers", () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test('are not what a spy is: it sees the calls, and the clock is obeyed', async () => {
    await simulate(() => 'puts back what the old fake timers of another test have undone');
    const spy = jest.spyOn(globalThis, 'setTimeout');

    const { elapsed } = await simulate(() => sleep(50));

    expect([elapsed, spy.mock.calls.map(([, ms]) => ms)]).toEqual([50, [50]]);
    spy.mockRestore();
    expect((await simulate(() => sleep(60))).elapsed).toBe(60);
  });

  test('on at the start are refused', async () => {
    jest.useFakeTimers();

    expect(await failureOf(simulate(() => 1))).toMatchInlineSnapshot(`
     "Jest's fake timers are on, and \`simulate\` brings a clock of its own.
     Call \`jest.useRealTimers()\` first."
    `);
  });

  test('on at the start are refused, whatever they fake', async () => {
    const settings = [
      { doNotFake: ['setTimeout', 'setInterval', 'setImmediate'] },
      { legacyFakeTimers: true },
    ] as const;
    for (const setting of settings) {
      jest.useFakeTimers(setting as never);
      await expect(simulate(() => 1)).rejects.toThrow("Jest's fake timers are on");
      jest.useRealTimers();
    }
  });

  test('switched on in the body end the simulation', async () => {
    const simulation = simulate(async () => {
      await sleep(5);
      jest.useFakeTimers();
      await sleep(5);
    });

    await expect(simulation).rejects.toThrow("Jest's fake timers are on");
  });

  test.each([false, true])(
    'switched off again leave the clock in order (the old ones: %p)',
    async (legacyFakeTimers) => {
      jest.useFakeTimers({ legacyFakeTimers });
      jest.useRealTimers();

      const { value, elapsed } = await simulate(async () => {
        await sleep(3_600_000);
        return [new Date().toISOString(), performance.now(), process.hrtime()[0]];
      });

      expect([value, elapsed]).toEqual([['2000-01-01T01:00:00.000Z', 3_600_000, 3600], 3_600_000]);
    },
  );

  test('work as ever outside a simulation', () => {
    jest.useFakeTimers({ now: 5000 });
    const fired: number[] = [];
    setTimeout(() => fired.push(Date.now()), 1000);

    jest.advanceTimersByTime(1000);

    expect(fired).toEqual([6000]);
  });
});

test('a simulation is refused in a test file for which the setup file has not run', async () => {
  testAround.isSetUp = false;
  const refused = simulate(() => 1);
  testAround.isSetUp = true;

  expect(await failureOf(refused)).toMatchInlineSnapshot(`
   "\`simulate\` was called in a test file for which the setup file of jest-lanes has not run.
   Add one line to the Jest config: \`preset: 'jest-lanes'\`, \`withLanes(config)\` or \`setupFilesAfterEnv: ['jest-lanes/setup']\`."
  `);
});
