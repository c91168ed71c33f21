import type { Reach } from './last-words';

/** How a worker ended, as far as it is known. */
export interface Ending {
  readonly pid: number | undefined;
  /** The signal that ended it. */
  readonly signal: string | undefined;
  readonly exitCode: number | undefined;
  /** What is known besides: `out of memory`, `it ran for longer than taskTimeout (1000 ms)`. */
  readonly reason: string | undefined;
  /** The end of what it wrote to its standard error. */
  readonly stderr: string;
  /** An error that nobody caught in it: its stack. */
  readonly uncaught: string | undefined;
  /** The index of the task that ran, if the worker could tell. */
  readonly ranTask: number | undefined;
  /** How far it may have come in its tasks; undefined if it had begun none. */
  readonly reach: Reach | undefined;
}

/** The death of a worker, for one task. */
export interface Death extends Ending {
  /** The label of the task; undefined if the worker was between tasks. */
  readonly task: string | undefined;
  /** Whether the task had ended, as far as the worker knew, and nobody had heard how. */
  readonly isUntold?: boolean;
  /** The lane, from 0. */
  readonly lane: number;
  readonly pool: string;
}

/** Under this symbol an error keeps how the worker ended. */
export const ENDING = Symbol('how the worker ended');

/**
 * The worker that ran a task died: it was killed, it exited, it ran out of memory, an error that nobody caught ended it,
 * or its task took longer than `taskTimeout`. The task is not run again, for nobody knows how far it came; the other
 * tasks go on in a new worker.
 *
 * @example
 * await using pool = processPool(1);
 * const [result] = (await pool.mapSettled(process.abort, [undefined])).results;
 * result.reason instanceof WorkerDied // => true
 * result.reason.signal // => 'SIGABRT'
 */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  /** The label of the task. */
  readonly task: string | undefined;
  /** The lane, from 0. */
  readonly lane: number;
  /** Of a process. */
  readonly pid: number | undefined;
  /** The signal that ended it, if one did. */
  readonly signal: string | undefined;
  /** With which it exited, if it did so by itself. */
  readonly exitCode: number | undefined;
  /** The end of what it wrote to its standard error, 2000 characters at most. */
  readonly stderr: string;
  /** @internal */
  declare readonly [ENDING]: Ending;

  /** @internal Thrown, and never made, by others. */
  constructor(death: Death) {
    super(inWords(death));
    this.task = death.task;
    this.lane = death.lane;
    this.pid = death.pid;
    this.signal = death.signal;
    this.exitCode = death.exitCode;
    this.stderr = death.stderr;
    Object.defineProperty(this, ENDING, { value: death });
  }
}

/**
 * How far a worker may have come before it died, in tasks that it was given in sequence.
 *
 * @param head - the index of the first of them that has not settled.
 * @returns the index of the last one that it may have begun; undefined if it had begun none.
 */
export function lastBegun(
  head: number | undefined,
  call: { readonly number: number },
  error: unknown,
): number | undefined {
  if (!(error instanceof WorkerDied)) return Infinity;
  const { reach, ranTask } = error[ENDING];
  if (reach === undefined || head === undefined || reach.call !== call.number) return undefined;
  const last = ranTask ?? reach.task;
  return last < head ? undefined : last;
}

/** What it says. */
export function inWords({ task, isUntold = false, lane, pool, pid, stderr, uncaught, ...how }: Death): string {
  const who = pid === undefined ? '' : ` (pid ${pid})`;
  const when = isUntold ? 'before it told what became of' : 'while it ran';
  const what = task === undefined ? '' : ` ${when} "${task}"`;
  const printed = stderr.trimEnd();
  return [
    `The worker in lane ${lane} of ${pool}${who} died${what}: ${cause(how, uncaught !== undefined)}.`,
    ...(uncaught === undefined ? [] : [`Nobody caught:\n${indented(uncaught)}`]),
    ...(printed === '' ? [] : [`The end of its stderr:\n${indented(printed)}`]),
  ].join('\n');
}

function cause(
  { signal, exitCode, reason }: Pick<Death, 'signal' | 'exitCode' | 'reason'>,
  isUncaught: boolean,
): string {
  if (reason !== undefined) return reason;
  if (signal !== undefined) return `killed by ${signal}`;
  if (exitCode === undefined) return 'gone for a reason that is not known';
  return isUncaught ? `ended by an error, with exit code ${exitCode}` : `it exited with code ${exitCode}`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
