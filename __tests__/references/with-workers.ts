import { Worker } from 'jest-worker';
import { join } from 'node:path';
import { laneFile } from '../../src/references/lane-file';
import type { ProjectModules } from '../../src/references/project';
import type { TaskReference } from '../../src/references/task-reference';

/** What workers can be asked. */
export interface Caller {
  call(reference: TaskReference, ...args: unknown[]): Promise<unknown>;
  isSync(reference: TaskReference): Promise<boolean>;
  failureOf(reference: TaskReference, ...args: unknown[]): Promise<any>;
  loadedFiles(pattern: string): Promise<readonly string[]>;
}

export interface WorkersAsked {
  /** Default: processes. */
  readonly threads?: boolean;
  /** Default: 1. */
  readonly count?: number;
  /** Of processes: what `fork` is told. */
  readonly forkOptions?: object;
}

/** A function of the modules in `project/src`. */
export const exportOf = (file: string, ...path: string[]): TaskReference => ({
  kind: 'export',
  module: join(__dirname, 'project/src', file),
  path,
});

/** Workers that load the modules of a project, until `body` is through with them. */
export async function withWorkersOf<T>(
  project: ProjectModules,
  { threads = false, count = 1, forkOptions = {} }: WorkersAsked,
  body: (worker: Caller) => Promise<T>,
): Promise<T> {
  const worker = new Worker(join(__dirname, 'call.cjs'), {
    numWorkers: count,
    maxRetries: 0,
    enableWorkerThreads: threads,
    forkOptions,
    exposedMethods: ['call', 'isSync', 'failureOf', 'loadedFiles'],
    setupArgs: [laneFile(), project],
  });
  try {
    return await body(worker as unknown as Caller);
  } finally {
    await worker.end();
  }
}
