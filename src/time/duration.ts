import { expected } from '../errors';

/** A length of time or an instant, in milliseconds. */
export type Ms = number;

/** Checks that a value is a length of time: a finite number of milliseconds from 0 up. */
export function checkMs(what: string, value: unknown, advice?: string): Ms {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw expected(what, 'a number of milliseconds from 0 up', value, advice);
}

/** Words a length of time for people: `350 ms`, and `12.5 s` from ten seconds on. */
export function formatMs(ms: Ms): string {
  if (ms < 10_000) return `${Number(ms.toFixed(3))} ms`;
  return `${Number((ms / 1000).toFixed(3))} s`;
}

const LONGEST_DELAY: Ms = 2 ** 31 - 1;

/** A timer's delay as Node reads it: whole milliseconds from 1 to 2³¹−1; anything else is 1. */
export function nodeDelay(delay: unknown): Ms {
  const ms = Number(delay);
  return ms >= 1 && ms <= LONGEST_DELAY ? Math.trunc(ms) : 1;
}
