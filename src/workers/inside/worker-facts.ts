import type * as WorkerThreads from 'node:worker_threads';
import type { WorkerFacts } from '../../trace/span';

/** Who this worker is. */
export function workerFacts(isThread: boolean): WorkerFacts {
  const { pid } = process;
  if (!isThread) return { pid };
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: processes need none of it
  const { threadId } = require('node:worker_threads') as typeof WorkerThreads;
  return { pid, threadId };
}
