import type { Readable } from 'node:stream';
import type * as JestWorkers from 'jest-worker';
import { laneFile } from '../references/lane-file';
import { natives } from '../time/natives';
import { LANE_MARK } from '../time/work/children';
import type { LastWordsBook } from './last-words';
import type { Instruction, LaneSettings, Reply } from './protocol';
import type { WorkerOptions } from './worker-options';

/** What kind of worker a lane has. */
export type WorkerKind = 'process' | 'thread';

/** How long a worker that is told to end may take, before it is ended by force; those that are busy are. */
const GRACE_REAL_MS = 500;

type Farm = JestWorkers.Worker & { step(instruction: Instruction): Promise<Reply> };

/** One worker of jest-worker. It replaces one that dies by itself. */
export interface OneWorker {
  start(): Promise<void>;
  step(instruction: Instruction): Promise<Reply>;
  /** What Node itself writes to the standard error as it dies. */
  readonly stderr: Readable | null;
  end(): Promise<void>;
}

/** Makes one worker. Loads jest-worker, which costs a test file some milliseconds, on first use. */
export function makeWorker(
  kind: WorkerKind,
  settings: LaneSettings,
  words: LastWordsBook,
  options: WorkerOptions,
): OneWorker {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
  const { Worker } = require('jest-worker') as typeof JestWorkers;
  const farm = new Worker(laneFile(), {
    exposedMethods: ['step'],
    numWorkers: 1,
    enableWorkerThreads: kind === 'thread',
    // By default a task whose worker crashes is run again, three times.
    maxRetries: 0,
    setupArgs: [settings],
    workerGracefulExitTimeout: GRACE_REAL_MS,
    forkOptions: forkOptions(kind, words, options),
    ...(options.resourceLimits === undefined ? {} : { resourceLimits: options.resourceLimits }),
  }) as Farm;
  // The standard output has to be read, or a worker that prints much would stand still.
  farm.getStdout().resume();
  return {
    start: () => farm.start(),
    step: (instruction) => farm.step(instruction),
    stderr: farm.getStderr() as Readable | null,
    end: async () => {
      await withRealTimers(() => farm.end());
    },
  };
}

/** What `fork`, and the constructor of a thread, are told. */
function forkOptions(kind: WorkerKind, { file }: LastWordsBook, { execArgv, env }: WorkerOptions): object {
  return {
    env: { ...process.env, ...env, [LANE_MARK]: kind },
    ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    ...(file === undefined ? {} : { stdio: ['pipe', 'pipe', 'pipe', 'ipc', file] }),
  };
}

/** jest-worker waits for a worker's end on the timers it finds, be they virtual or Jest's fakes. */
function withRealTimers<T>(work: () => T): T {
  const found = globalThis.setTimeout;
  globalThis.setTimeout = natives.setTimeout;
  try {
    return work();
  } finally {
    globalThis.setTimeout = found;
  }
}
