import { Worker } from 'jest-worker';
import { join } from 'node:path';
import { laneFile } from '../../src/references/lane-file';
import type { ProjectModules } from '../../src/references/project';
import type { Uncompiled } from '../../src/references/uncompiled';
import type { TaskReference } from '../../src/references/task-reference';
import { answerQuestionsOf } from '../../src/workers/answering';
import { closeProcessFiles, openProcessFiles, stdioWith } from '../../src/workers/process-files';
import { questionIn, Questions } from '../../src/workers/questions';
import { makeSlot } from '../../src/workers/slot';
import { type Spawned, watchSpawns } from '../../src/workers/spawned';

/** What such a worker can be asked. */
export interface Caller {
  call(reference: TaskReference, ...args: unknown[]): Promise<unknown>;
  isSync(reference: TaskReference): Promise<boolean>;
  failureOf(reference: TaskReference, ...args: unknown[]): Promise<any>;
  loadedFiles(pattern: string): Promise<readonly string[]>;
}

export interface WorkerAsked {
  /** Default: processes. */
  readonly threads?: boolean;
  /** Of processes: what `fork` is told. */
  readonly forkOptions?: object;
  /** Hears of each file that is compiled for it. */
  readonly onCompiled?: (file: string) => void;
}

/** A function of the modules in `project/src`. */
export const exportOf = (file: string, ...path: string[]): TaskReference => ({
  kind: 'export',
  module: join(__dirname, 'project/src', file),
  path,
});

/** A worker that loads the modules of a project; what it asks is answered as by a pool. */
export function startWorkerOf(
  project: ProjectModules,
  { threads = false, forkOptions = {}, onCompiled = () => undefined }: WorkerAsked = {},
) {
  const files = threads ? undefined : openProcessFiles();
  const slot = makeSlot(files);
  const make = (): Worker =>
    new Worker(join(__dirname, 'call.cjs'), {
      numWorkers: 1,
      maxRetries: 0,
      enableWorkerThreads: threads,
      forkOptions: { ...forkOptions, ...(files && { stdio: [...stdioWith(files)] }) },
      exposedMethods: ['call', 'isSync', 'failureOf', 'loadedFiles'],
      setupArgs: [laneFile(), { project, slot: slot.there }],
    });
  const heard = (one: Spawned): void => {
    one.onMessage((message) => {
      const asked = questionIn(message);
      if (asked === undefined) return;
      const { file } = JSON.parse(new Questions(slot.here).posed(asked.bytes)) as Uncompiled;
      onCompiled(file);
    });
    // Behind this listener: the answer stands where the question stood.
    answerQuestionsOf(one, slot.here);
  };
  const worker = watchSpawns(threads ? 'thread' : 'process', heard, make);
  const end = async (): Promise<void> => {
    await worker.end();
    if (files !== undefined) closeProcessFiles(files);
  };
  return { worker: worker as unknown as Caller, end };
}

/** The same, until `body` is through with it. */
export async function withWorkerOf<T>(
  project: ProjectModules,
  options: WorkerAsked,
  body: (worker: Caller) => Promise<T>,
): Promise<T> {
  const { worker, end } = startWorkerOf(project, options);
  try {
    return await body(worker);
  } finally {
    await end();
  }
}
