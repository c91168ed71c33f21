import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type * as Package from '../../src';
import { asyncPool, type Pool, serialPool, simulate, threadPool } from '../../src';
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

describe("a call on a pool's promises, made before on the real clock", () => {
  const latch = () => {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { open, opened };
  };

  test.each<[string, () => Pool]>([
    ['asyncPool(1)', () => asyncPool(1)],
    ['serialPool()', () => serialPool()],
  ])('of %s: the simulation is refused until it is over', async (name, make) => {
    const { open, opened } = latch();
    const call = make().map(() => opened, ['first', 'second']);

    expect(await failureOf(simulate(() => 1))).toBe(
      `\`simulate\` was called while a call of ${name} is not over (first, second): it was made on the real clock, and what ` +
        'its tasks did from now on would be on the virtual one.\nAwait it first, or make the call in the body.',
    );
    open();
    await call;
    expect((await simulate(() => sleep(5))).elapsed).toBe(5);
  });

  test('names five of its tasks, those that are not over', async () => {
    const { open, opened } = latch();
    const call = asyncPool(2).map((id) => (id === 0 ? undefined : opened), [0, 1, 2, 3, 4, 5, 6, 7]);
    await new Promise((resolve) => setImmediate(resolve));

    await expect(simulate(() => 1)).rejects.toThrow('is not over (1, 2, 3, 4, 5 and 2 more)');
    open();
    await call;
  });

  test('counts while its tasks are queued or in flight, and not for results that nobody reads', async () => {
    const results = asyncPool(1).imap((id: number) => id, [1, 2]);
    await results.next();
    await new Promise((resolve) => setImmediate(resolve));

    expect((await simulate(() => 1)).value).toBe(1);
    await results.return();
  });

  test('goes on beside a simulation on the real clock', async () => {
    const { open, opened } = latch();
    const call = asyncPool(1).map(() => opened, [1]);

    expect((await simulate(() => 1, { clock: 'real' })).value).toBe(1);
    open();
    await call;
  });

  test('goes on in workers, whose clock is their own', async () => {
    await using pool = threadPool(1);
    const call = pool.map((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)), [1, 1]);

    expect((await simulate(() => sleep(5000))).elapsed).toBe(5000);
    expect((await call).trace).toHaveLength(2);
  });

  test('that was called off is over', async () => {
    const { open, opened } = latch();
    const giveUp = new AbortController();
    const call = asyncPool(1).mapSettled(() => opened, [1, 2], { signal: giveUp.signal });
    await new Promise((resolve) => setImmediate(resolve));
    giveUp.abort();
    await expect(simulate(() => 1)).rejects.toThrow('is not over (1)');

    open();
    await call.catch(() => undefined);
    expect((await simulate(() => 1)).value).toBe(1);
  });

  describe('by another test', () => {
    const pool = asyncPool(2);

    test('is left behind by one', () => {
      void pool.map(() => new Promise(() => undefined), ['left behind']);
    });

    test('and does not fail the next', async () => {
      expect((await simulate(() => sleep(5))).elapsed).toBe(5);
    });

    test('and is named beside one that the next has made', async () => {
      const { open, opened } = latch();
      const call = pool.map(() => opened, ['its own']);

      await expect(simulate(() => 1)).rejects.toThrow('is not over (left behind, its own)');
      open();
      await call;
    });
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
