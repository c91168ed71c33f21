import { isMainThread, threadId } from 'node:worker_threads';
import type { WorkerFacts } from '../../trace/span';

/** Who this worker is. */
export function workerFacts(): WorkerFacts {
  return isMainThread ? { pid: process.pid } : { pid: process.pid, threadId };
}
