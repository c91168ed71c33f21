/** What is known of a worker that died. */
export interface Death {
  /** The label of the task that it ran; undefined if it was between tasks. */
  readonly task: string | undefined;
  /** The lane, from 0. */
  readonly lane: number;
  readonly pool: string;
  readonly pid: number | undefined;
  /** The signal that ended it, if it is known. */
  readonly signal: string | undefined;
  /** Its exit code, if it is known. */
  readonly exitCode: number | undefined;
  /** What is known besides: `out of memory`, `it ran for longer than taskTimeout (1000 ms)`. */
  readonly reason: string | undefined;
  /** The end of what it wrote to its standard error. */
  readonly stderr: string;
  /** An error that nobody caught in it: its stack. */
  readonly uncaught: string | undefined;
  /** The index of the task that ran, if the worker could tell. */
  readonly ranTask?: number | undefined;
}

/** Under this symbol the index of the task that ran, if the worker could tell. */
export const RAN_TASK = Symbol('index of the task that ran');

/**
 * The worker that ran a task died: it was killed, it exited, it ran out of memory, or an error that nobody caught ended
 * it. The task is not run again, for nobody knows how far it came; the other tasks go on in a new worker.
 */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  readonly task: string | undefined;
  readonly lane: number;
  readonly pid: number | undefined;
  readonly signal: string | undefined;
  readonly exitCode: number | undefined;
  readonly stderr: string;
  declare readonly [RAN_TASK]: number | undefined;

  constructor(death: Death) {
    super(inWords(death));
    this.task = death.task;
    this.lane = death.lane;
    this.pid = death.pid;
    this.signal = death.signal;
    this.exitCode = death.exitCode;
    this.stderr = death.stderr;
    Object.defineProperty(this, RAN_TASK, { value: death.ranTask });
  }
}

function inWords({ task, lane, pool, pid, stderr, uncaught, ...how }: Death): string {
  const who = pid === undefined ? '' : ` (pid ${pid})`;
  const what = task === undefined ? '' : ` while it ran "${task}"`;
  const last = uncaught ?? stderr.trimEnd();
  const said =
    last === '' ? '' : `\n${uncaught === undefined ? 'The end of its stderr' : 'Nobody caught'}:\n${indented(last)}`;
  return `The worker in lane ${lane} of ${pool}${who} died${what}: ${cause(how)}.${said}`;
}

function cause({ signal, exitCode, reason }: Pick<Death, 'signal' | 'exitCode' | 'reason'>): string {
  if (reason !== undefined) return reason;
  if (signal !== undefined) return `killed by ${signal}`;
  return exitCode === undefined
    ? 'killed, or gone for a reason that it could not tell'
    : `it exited with code ${exitCode}`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
