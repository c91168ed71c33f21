import { checkConcurrency } from './door';
import { limit } from './limit';
import type { Pool } from './pool';
import { runHere } from './promises';
import { TaskPool } from './task-pool';

/**
 * A pool of promises: tasks run on this event loop, at most `concurrency` in flight at a time.
 *
 * It gains where tasks wait (for servers, files, timers), as Python's `ThreadPool`; computing gains nothing, since one
 * event loop runs one thing at a time. Inside `simulate` it runs on the virtual clock, outside on the real one.
 *
 * @param concurrency - a whole number from 1 up; `Infinity` for no limit.
 * @throws UsageError if `concurrency` is anything else.
 * @example
 * const run = await simulate(() => asyncPool(4).map(sleepOneSecond, range(12)));
 * run.elapsed // => 3000
 */
export function asyncPool(concurrency: number): Pool {
  checkConcurrency(concurrency);
  return new TaskPool(`asyncPool(${concurrency})`, concurrency, { gate: () => limit(concurrency), run: runHere });
}
