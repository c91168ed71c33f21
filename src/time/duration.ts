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
