import { describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../../src';
import { natives } from '../../../src/time/natives';

const { timeout: earlyTimeout } = AbortSignal;

/** When a signal aborts, in virtual milliseconds, and for what reason. */
async function abortOf(makeSignal: () => AbortSignal): Promise<unknown[]> {
  const { value } = await simulate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const signal = makeSignal();
        signal.addEventListener('abort', () => resolve([clock.now, signal.reason]));
      }),
  );
  return value;
}

describe('AbortSignal.timeout', () => {
  test('aborts at its instant, with the TimeoutError of Node', async () => {
    const [at, reason] = (await abortOf(() => AbortSignal.timeout(2000))) as [number, DOMException];
    const inNode: DOMException = await new Promise((resolve) => {
      const signal = natives.abortAfter.call(AbortSignal, 1);
      signal.addEventListener('abort', () => resolve(signal.reason));
    });

    expect(at).toBe(2000);
    expect(reason).toBeInstanceOf(DOMException);
    expect([reason.name, reason.code, reason.message]).toEqual([inNode.name, inNode.code, inNode.message]);
  });

  test('obeys the clock when it was captured early', async () => {
    expect((await abortOf(() => earlyTimeout.call(AbortSignal, 700)))[0]).toBe(700);
  });

  test('takes 0 and what no 32-bit timer holds for one millisecond, as Node does', async () => {
    expect((await abortOf(() => AbortSignal.timeout(0)))[0]).toBe(1);
    expect((await abortOf(() => AbortSignal.timeout(2 ** 31)))[0]).toBe(1);
  });

  test.each([-1, 1.5, NaN, Infinity, 2 ** 32, 2 ** 40, '5', undefined, null])('refuses %p as Node does', async (ms) => {
    const refusal = (make: () => unknown): unknown => {
      try {
        return make();
      } catch (error) {
        const { name, code, message } = error as Error & { code: string };
        return [name, code, message];
      }
    };

    const { value } = await simulate(() => refusal(() => AbortSignal.timeout(ms as number)));

    expect(value).toEqual(refusal(() => natives.abortAfter.call(AbortSignal, ms as number)));
  });

  test('takes part in AbortSignal.any, where the first to abort counts', async () => {
    const never = new AbortController().signal;
    const [at, reason] = (await abortOf(() =>
      AbortSignal.any([never, AbortSignal.timeout(900), AbortSignal.timeout(400)]),
    )) as [number, DOMException];

    expect([at, reason.name]).toEqual([400, 'TimeoutError']);
  });

  test('loses a race against what comes one millisecond sooner, and wins against what comes later', async () => {
    const race = async (ms: number) => {
      const { value } = await simulate(
        () => {
          const timesUp = new Promise((resolve) =>
            AbortSignal.timeout(500).addEventListener('abort', () => resolve('time-out')),
          );
          return Promise.race([timesUp, new Promise((resolve) => setTimeout(resolve, ms, 'answer'))]);
        },
        { leaks: 'ignore' },
      );
      return value;
    };

    expect([await race(499), await race(500), await race(501)]).toEqual(['answer', 'time-out', 'time-out']);
  });

  test('is no leak: nobody waits for it', async () => {
    expect((await simulate(() => void AbortSignal.timeout(1000))).leaks).toEqual([]);
  });

  test('outside a simulation is the real one', async () => {
    const signal = AbortSignal.timeout(2);

    await new Promise((resolve) => signal.addEventListener('abort', resolve));

    expect(signal.aborted).toBe(true);
  });
});
