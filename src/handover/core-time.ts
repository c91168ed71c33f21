import { readFileSync } from 'node:fs';
import type { Ms } from '../time/duration';

const NS_A_MS = 1e6;

/** What a thread has had of cores since it began, in milliseconds: all the rest it slept. */
export interface CoreTime {
  readonly ranMs: Ms;
  /** For how long it could have run and had no core. */
  readonly waitedMs: Ms;
}

/**
 * What this thread has had of cores. To read it takes some hundredths of a millisecond.
 *
 * @returns `undefined` where the system does not tell: outside of Linux.
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
export function coreTime(read: () => string = schedstat): CoreTime | undefined {
  try {
    const [ran = NaN, waited = NaN] = read().split(' ').map(Number);
    if (!Number.isFinite(ran + waited)) return undefined;
    return { ranMs: ran / NS_A_MS, waitedMs: waited / NS_A_MS };
  } catch {
    return undefined;
  }
}

function schedstat(): string {
  return readFileSync('/proc/thread-self/schedstat', 'utf8');
}
