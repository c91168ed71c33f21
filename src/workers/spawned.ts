import type { ChildProcess } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import type { Worker as Thread } from 'node:worker_threads';
import type { WorkerKind } from './farm';

/** How a process or a thread went. */
export interface Exit {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** What Node says of it: that it ran out of memory, or could not be started. */
  readonly error: Error | undefined;
}

/** A process or a thread. */
export interface Spawned {
  /** Of a process, unless it could not be started. */
  readonly pid: number | undefined;
  /** Resolves when it is gone. */
  readonly gone: Promise<Exit>;
  /** Calls a listener with each message that it sends. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called before anybody else hears that it is gone. */
  whenGone: () => void;
  /** Ends it at once, whatever it does. */
  kill(): void;
}

/**
 * Runs some work, and hears of each process or thread that it starts: jest-worker keeps its own to itself, and with them
 * how they end.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#built-in-channels
 */
export function watchSpawns<T>(kind: WorkerKind, heard: (spawned: Spawned) => void, work: () => T): T {
  const stop = hearSpawns(kind, heard);
  try {
    return work();
  } finally {
    stop();
  }
}

/** Hears of what is started until the returned function is called. */
export function hearSpawns(kind: WorkerKind, heard: (spawned: Spawned) => void): () => void {
  const channel = kind === 'process' ? 'child_process' : 'worker_threads';
  const listener = (message: unknown): void => {
    if (kind === 'process') heard(asSpawnedProcess((message as { process: ChildProcess }).process));
    else heard(asSpawnedThread((message as { worker: Thread }).worker));
  };
  diagnostics.subscribe(channel, listener);
  return () => void diagnostics.unsubscribe(channel, listener);
}

function asSpawnedProcess(child: ChildProcess): Spawned {
  let resolve!: (exit: Exit) => void;
  const spawned: Spawned = {
    get pid() {
      return child.pid;
    },
    gone: new Promise((resolveGone) => (resolve = resolveGone)),
    whenGone: () => undefined,
    onMessage: (listener) => void child.on('message', listener),
    kill: () => void child.kill('SIGKILL'),
  };
  child.once('exit', (exitCode, signal) => {
    spawned.whenGone();
    resolve({ exitCode: exitCode ?? undefined, signal: signal ?? undefined, error: undefined });
  });
  child.on('error', (error) => {
    // One that runs says `error` when it cannot be told something; its exit says the rest.
    if (child.pid === undefined) resolve({ exitCode: undefined, signal: undefined, error });
  });
  return spawned;
}

function asSpawnedThread(thread: Thread): Spawned {
  let error: Error | undefined;
  const gone = new Promise<Exit>((resolve) => {
    thread.on('error', (thrown: Error) => (error = thrown));
    thread.once('exit', (exitCode) => resolve({ exitCode, signal: undefined, error }));
  });
  return {
    pid: undefined,
    gone,
    whenGone: () => undefined,
    onMessage: (listener) => void thread.on('message', listener),
    kill: () => void thread.terminate(),
  };
}
