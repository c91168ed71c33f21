import type { Pool } from '../pools/pool';
import { workerPool } from './worker-pool';
import type { WorkerOptions } from './worker-options';

/**
 * A pool of child processes, each with a heap, an event loop and modules of its own.
 *
 * It gains where tasks compute, as Python's `Pool`. Inside `simulate` its processes share the virtual clock: the same
 * tasks give the same trace as on `asyncPool`. A function reaches them by reference, see docs/workers.md; inputs,
 * results and errors are copied. What the processes start with they keep until the pool is closed, as module state.
 *
 * @param size - how many processes; a whole number from 1 up. They start with the first call.
 * @throws UsageError for a wrong size or option.
 * @example
 * await using pool = processPool(2);
 * const run = await pool.map(Math.sqrt, [1, 4, 9]);
 * run.results // => [1, 2, 3]
 */
export function processPool(size: number, options: WorkerOptions = {}): Pool {
  return workerPool('process', size, options);
}
