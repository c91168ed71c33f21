import { describe, expect, test } from '@jest/globals';
import { isTimeout, noteAborts, whyGivenUp } from '../../src/servers/giving-up';
import { simulate } from '../../src/simulate/simulate';

const named = (name: string): Error => Object.assign(new Error('late'), { name });
const coded = (code: string, message = 'late'): Error => Object.assign(new Error(message), { code });

describe('isTimeout', () => {
  test.each([
    ["AbortSignal.timeout's", new DOMException('late', 'TimeoutError')],
    ["got's", Object.assign(named('TimeoutError'), { code: 'ETIMEDOUT' })],
    ["request's, while connecting", coded('ETIMEDOUT')],
    ["request's, while reading", coded('ESOCKETTIMEDOUT')],
    ["axios's", coded('ECONNABORTED', 'timeout of 2000ms exceeded')],
    ["node-fetch's", Object.assign(new Error('late'), { type: 'request-timeout' })],
    ["fetch's own", new TypeError('fetch failed', { cause: coded('UND_ERR_HEADERS_TIMEOUT') })],
    ["http's, for a signal", new Error('aborted', { cause: new DOMException('late', 'TimeoutError') })],
  ])('knows %s', (_, error) => {
    expect(isTimeout(error)).toBe(true);
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'timeout'],
    ['an abort', new DOMException('aborted', 'AbortError')],
    ['a reset', coded('ECONNRESET')],
    ["axios's other aborts", coded('ECONNABORTED', 'stream has been aborted')],
  ])('takes %s for none', (_, error) => {
    expect(isTimeout(error)).toBe(false);
  });

  test('gives up on a chain of causes without an end', () => {
    const error = new Error('round');
    error.cause = error;

    expect(isTimeout(error)).toBe(false);
  });
});

describe('whyGivenUp', () => {
  test('asks the error, or the idle socket', () => {
    expect([whyGivenUp(named('TimeoutError')), whyGivenUp(new Error('no')), whyGivenUp(undefined, true)]).toEqual([
      ...['timed-out', 'cancelled', 'timed-out'],
    ]);
  });

  test.each(['virtual', 'real'] as const)(
    'takes what a timer does at once for a time-out, on the %s clock',
    async (clock) => {
      const { value } = await simulate(
        async () => [
          await new Promise((resolve) => setTimeout(() => resolve(whyGivenUp(undefined)), 5)),
          await new Promise((resolve) => setTimeout(resolve, 5)).then(() => whyGivenUp(undefined)),
        ],
        { clock },
      );

      expect(value).toEqual(['timed-out', 'cancelled']);
    },
  );

  test('believes the controller that aborts, not the timer or the error by which it was reached', () => {
    const stop = noteAborts();
    const why = (reason?: unknown): unknown => {
      let answer: unknown;
      const controller = new AbortController();
      controller.signal.addEventListener('abort', () => (answer = whyGivenUp(named('TimeoutError'), true)));
      controller.abort(reason);
      return answer;
    };

    expect([why(), why('bored'), why(named('TimeoutError')), why(undefined)]).toEqual([
      ...['cancelled', 'cancelled', 'timed-out', 'cancelled'],
    ]);

    stop();
    expect(why()).toBe('timed-out');
  });

  test('believes the first of controllers that abort one another', () => {
    const stop = noteAborts();
    const [outer, inner] = [new AbortController(), new AbortController()];
    let answer: unknown;
    outer.signal.addEventListener('abort', () => inner.abort(new Error('cancelled')));
    inner.signal.addEventListener('abort', () => (answer = whyGivenUp(inner.signal.reason)));

    outer.abort(new DOMException('late', 'TimeoutError'));
    stop();

    expect(answer).toBe('timed-out');
  });

  test('still tells an abort from an abort without a reason', () => {
    const stop = noteAborts();
    const controller = new AbortController();

    controller.abort();
    stop();

    expect(controller.signal.reason).toMatchObject({ name: 'AbortError' });
  });
});
