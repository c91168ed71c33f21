import { expected } from '../errors';
import type { Pool } from '../pools/pool';
import { TaskPool } from '../pools/task-pool';
import type { WorkerKind } from './farm';
import { WorkerEngine } from './worker-engine';
import { checkWorkerOptions, type WorkerOptions } from './worker-options';

/** A pool with a worker for each lane. */
export function workerPool(kind: WorkerKind, size: number, options: WorkerOptions): Pool {
  if (!Number.isSafeInteger(size) || size < 1) throw expected('size', 'a whole number from 1 up', size);
  const name = `${kind}Pool(${size})`;
  const checked = checkWorkerOptions(kind, options);
  return new TaskPool(name, size, new WorkerEngine(size, { kind, pool: name, options: checked }));
}
