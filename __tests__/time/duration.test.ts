import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UsageError } from '../../src/errors';
import { checkMs, formatMs, nodeDelay } from '../../src/time/duration';
import { natives } from '../../src/time/natives';

/** What Node itself makes of a delay: it keeps the fraction on the timer and drops it when it queues. */
function delayInNode(delay: unknown): number {
  const timer = natives.setTimeout(() => undefined, delay as number);
  const { _idleTimeout } = timer as unknown as { _idleTimeout: number };
  natives.clearTimeout(timer);
  return Math.trunc(_idleTimeout);
}

describe('a delay', () => {
  const odd = [undefined, null, NaN, -1, 0, 0.5, 1, 1.9, '7', '', 'soon', true, {}, [9], -Infinity];

  test.each(odd)('of %p is what Node makes of it', (delay) => {
    expect(nodeDelay(delay)).toBe(delayInNode(delay));
  });

  test('of any number up to 2³¹−1 is what Node makes of it', () => {
    fc.assert(
      fc.property(fc.double({ max: 2 ** 31 - 1, noNaN: false }), (delay) => {
        expect(nodeDelay(delay)).toBe(delayInNode(delay));
      }),
    );
  });

  test('that no 32-bit number holds is 1', () => {
    expect([2 ** 31 - 1, 2 ** 31, 2 ** 40, Infinity].map(nodeDelay)).toEqual([2 ** 31 - 1, 1, 1, 1]);
  });
});

describe('a length of time', () => {
  test.each([0, 0.5, 1, 86_400_000])('may be %p', (ms) => {
    expect(checkMs('ms', ms)).toBe(ms);
  });

  test.each([-1, NaN, Infinity, '5', null, undefined])('may not be %p', (ms) => {
    expect(() => checkMs('ms', ms)).toThrow(UsageError);
  });

  test('that is wrong is named, with its value and the way out', () => {
    expect(() => checkMs('firstByte', -1, "Or `'never'`.")).toThrow(
      new UsageError(
        "Expected `firstByte` to be a number of milliseconds from 0 up, got `-1` (number).\nOr `'never'`.",
      ),
    );
  });

  test.each([
    [0, '0 ms'],
    [1.5, '1.5 ms'],
    [0.1 + 0.2, '0.3 ms'],
    [9999, '9999 ms'],
    [10_000, '10 s'],
    [12_345, '12.345 s'],
    [86_400_000, '86400 s'],
  ])('of %p ms reads %p', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});
