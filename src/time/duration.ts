import { expected } from '../errors';

export { formatMs } from './format-ms';

/** A length of time or an instant, in milliseconds. */
export type Ms = number;

/** By how little two times may differ and be the same, in milliseconds: sums of fractions are rounded in their last digits. */
export const ROUNDING_MS: Ms = 1e-6;

/** Checks that a value is a length of time: a finite number of milliseconds from 0 up. */
export function checkMs(what: string, value: unknown, advice?: string): Ms {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw expected(what, 'a number of milliseconds from 0 up', value, advice);
}

const LONGEST_DELAY: Ms = 2 ** 31 - 1;

/** A timer's delay as Node reads it: whole milliseconds from 1 to 2³¹−1; anything else is 1. */
export function nodeDelay(delay: unknown): Ms {
  const ms = Number(delay);
  return ms >= 1 && ms <= LONGEST_DELAY ? Math.trunc(ms) : 1;
}
