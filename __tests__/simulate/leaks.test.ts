import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { asyncPool, runOf, simulate, slowServer } from '../../src';
import { failureOf, withoutPlaces } from './failure';

const warn = jest.spyOn(console, 'warn');
beforeEach(() => {
  warn.mockReset().mockImplementation(() => undefined);
});
afterEach(() => {
  warn.mockReset();
});

function leave(): void {
  setTimeout(function retry() {}, 2000);
  setInterval(function poll() {}, 500);
  setTimeout(() => undefined, 3000).unref();
}

describe('timers that are still armed when the body settles', () => {
  test('are a warning', async () => {
    await simulate(leave);

    expect(warn.mock.calls.map(([text]) => withoutPlaces(String(text)))).toMatchInlineSnapshot(`
     [
       "When the body settled at 0 ms, timers were still armed:
       setInterval of 500 ms, due at 500 ms, armed at leave (leaks.test.ts:line)
       setTimeout of 2000 ms, due at 2000 ms, armed at leave (leaks.test.ts:line)
     Clear them, or unref them; \`leaks: 'ignore'\` of \`simulate\` accepts them.",
     ]
    `);
  });

  test("are an error with `leaks: 'error'`", async () => {
    expect(await failureOf(simulate(leave, { leaks: 'error' }))).toMatchInlineSnapshot(`
     "When the body settled at 0 ms, timers were still armed:
       setInterval of 500 ms, due at 500 ms, armed at leave (leaks.test.ts:line)
       setTimeout of 2000 ms, due at 2000 ms, armed at leave (leaks.test.ts:line)
     Clear them, or unref them; \`leaks: 'ignore'\` of \`simulate\` accepts them."
    `);
    expect(warn).not.toHaveBeenCalled();
  });

  test('are an error that has a run, as any error of a simulation', async () => {
    const error = await simulate(leave, { leaks: 'error' }).catch((reason: unknown) => reason);

    expect(runOf(error)?.leaks).toHaveLength(2);
  });

  test("are nothing with `leaks: 'ignore'`", async () => {
    await simulate(leave, { leaks: 'ignore' });

    expect(warn).not.toHaveBeenCalled();
  });

  test('are listed by `run.leaks` in any case, soonest first', async () => {
    const { leaks } = await simulate(leave, { leaks: 'ignore' });

    expect(leaks.map(withoutPlaces)).toMatchInlineSnapshot(`
     [
       "setInterval of 500 ms, due at 500 ms, armed at leave (leaks.test.ts:line)",
       "setTimeout of 2000 ms, due at 2000 ms, armed at leave (leaks.test.ts:line)",
     ]
    `);
  });

  test('are listed by `run.leaks` of a body that failed, too', async () => {
    const failure = new Error('mine');
    const simulation = simulate(() => {
      leave();
      throw failure;
    });

    await expect(simulation).rejects.toBe(failure);
    expect(runOf(failure)?.leaks).toHaveLength(2);
    expect(warn).not.toHaveBeenCalled();
  });

  test('are named up to five, and the others counted', async () => {
    const simulation = simulate(
      function leaveMany() {
        for (let ms = 1; ms <= 7; ms += 1) setTimeout(() => undefined, ms);
      },
      { leaks: 'error' },
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "When the body settled at 0 ms, timers were still armed:
       setTimeout of 1 ms, due at 1 ms, armed at leaveMany (leaks.test.ts:line)
       setTimeout of 2 ms, due at 2 ms, armed at leaveMany (leaks.test.ts:line)
       setTimeout of 3 ms, due at 3 ms, armed at leaveMany (leaks.test.ts:line)
       setTimeout of 4 ms, due at 4 ms, armed at leaveMany (leaks.test.ts:line)
       setTimeout of 5 ms, due at 5 ms, armed at leaveMany (leaks.test.ts:line)
       … 2 more
     Clear them, or unref them; \`leaks: 'ignore'\` of \`simulate\` accepts them."
    `);
  });

  test('never fire: the simulation ends at that instant', async () => {
    let fired = false;
    await simulate(
      () => {
        setTimeout(() => (fired = true), 1);
      },
      { leaks: 'ignore' },
    );

    await simulate(() => new Promise((resolve) => setTimeout(resolve, 100)));

    expect(fired).toBe(false);
  });
});

describe('is no leak', () => {
  const harmless: Record<string, () => unknown> = {
    'a timer that was cleared': () => clearTimeout(setTimeout(() => undefined, 10)),
    'a timer without a reference': () => setTimeout(() => undefined, 10).unref(),
    'AbortSignal.timeout': () => AbortSignal.timeout(10),
    "a task of a pool's that goes on": () => void asyncPool(1).map(() => new Promise(() => undefined), ['a', 'b']),
    'a request that a simulated server has not answered': async () => {
      slowServer('https://slow.test', { firstByte: 1000 });
      void fetch('https://slow.test/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
    },
  };

  test.each(Object.keys(harmless))('%s', async (name) => {
    const { leaks } = await simulate(() => harmless[name]!(), { leaks: 'error' });

    expect(leaks).toEqual([]);
  });
});
