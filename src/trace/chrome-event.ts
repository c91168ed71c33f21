import type { Plain } from './plain-value';

/** An event of that format; `ts` and `dur` are in microseconds. */
export interface ChromeTraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: 'M' | 'X' | 'b' | 'e' | 's' | 'f' | 'C' | 'i';
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly bp?: 'e';
  readonly s?: 't';
  readonly cname?: string;
  readonly args?: Readonly<Record<string, Plain>>;
}

/** Milliseconds as microseconds, to the nanosecond. */
export function micros(ms: number): number {
  return Number((ms * 1000).toFixed(3));
}

/** The thread on which work is asked for; lanes come after it. */
export const QUEUE = 0;
