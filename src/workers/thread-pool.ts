import type { Pool } from '../pools/pool';
import { workerPool } from './worker-pool';
import type { WorkerOptions } from './worker-options';

/**
 * A pool of worker threads. They are faster to start than processes and share memory that is made to be shared
 * (`SharedArrayBuffer`), but a crash of one that Node cannot contain takes this process with it.
 *
 * All else is as with {@link processPool}.
 *
 * @param size - how many threads; a whole number from 1 up. They start with the first call.
 * @throws UsageError for a wrong size or option.
 * @example
 * await using pool = threadPool(2);
 * const run = await pool.map(Math.sqrt, [1, 4, 9]);
 * run.results // => [1, 2, 3]
 */
export function threadPool(size: number, options: WorkerOptions = {}): Pool {
  return workerPool('thread', size, options);
}
