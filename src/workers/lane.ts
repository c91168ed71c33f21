import { unpack } from '../crossing/pack';
import { projectModules } from '../references/project-modules';
import type { TaskReference } from '../references/task-reference';
import { natives } from '../time/natives';
import { makeWorker, type OneWorker, type WorkerKind } from './farm';
import { guard, unguard } from './guard';
import { LastWordsBook } from './last-words';
import { openLanes } from './open-lanes';
import type { Instruction, Reply } from './protocol';
import { type Death, WorkerDied } from './worker-died';
import type { WorkerOptions } from './worker-options';

/** What a lane is. */
export interface LaneFacts {
  readonly kind: WorkerKind;
  /** The pool's name, for messages. */
  readonly pool: string;
  /** From 0. */
  readonly index: number;
  readonly options: WorkerOptions;
}

/** How long what Node itself writes about a crash may be on its way. */
const STDERR_REAL_MS = 30;
const STDERR_CHARACTERS = 2000;

/** A row of the pool with a worker of its own, which is replaced when it dies. One step at a time. */
export class Lane {
  readonly facts: LaneFacts;
  #worker: OneWorker | undefined;
  #words: LastWordsBook | undefined;
  #pid: number | undefined;
  #stderr = '';
  #killedFor: string | undefined;
  #loaded = new Map<TaskReference, Promise<void>>();
  #abort: ((error: Error) => void) | undefined;
  /** The steps so far; each waits for the one before. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #endings = new Set<Promise<void>>();

  constructor(facts: LaneFacts) {
    this.facts = facts;
  }

  /** Whether there is a worker; none before the first step, and after the lane was closed. */
  get hasWorker(): boolean {
    return this.#worker !== undefined;
  }

  /** Whether a step is under way. */
  get isBusy(): boolean {
    return this.#abort !== undefined;
  }

  /**
   * Has the worker take a step, once it has taken those before.
   *
   * @param task - the label of the task it is for.
   * @throws WorkerDied if the worker dies meanwhile.
   */
  step(instruction: Instruction, task?: string): Promise<Reply> {
    const taken = this.#last.then(() => this.#step(instruction, task));
    this.#last = taken.catch(() => undefined);
    return taken;
  }

  /** Starts the worker, unless there is one. */
  async start(): Promise<void> {
    await (this.#worker ??= this.#open()).start();
  }

  /**
   * Has the worker load a function, unless it has; starts the worker if there is none.
   *
   * @throws what loading threw, and WorkerDied if the worker died of it.
   */
  load(reference: TaskReference): Promise<void> {
    let loading = this.#loaded.get(reference);
    if (loading === undefined) {
      loading = this.step({ do: 'load', reference }).then(({ notLoaded }) => {
        if (notLoaded !== undefined) throw unpack(notLoaded);
      });
      this.#loaded.set(reference, loading);
      loading.catch(() => this.#loaded.delete(reference));
    }
    return loading;
  }

  /** What became of a worker that died between two steps. */
  lost(task: string | undefined, reason?: string): WorkerDied {
    const { exitCode, uncaught, stderr = '' } = this.#words?.take() ?? {};
    return this.#asDied({ task, exitCode, uncaught, signal: undefined, stderr: stderr + this.#stderr, reason });
  }

  /** Ends the worker at once, whatever it does; the step under way rejects. */
  kill(reason: string): void {
    if (this.#worker === undefined) return;
    this.#killedFor = reason;
    if (this.facts.kind === 'process' && this.#pid !== undefined && sendKill(this.#pid)) return;
    this.#abort?.(new Error(reason));
    if (!this.isBusy) this.#discard();
  }

  /** Closes the lane: resolves when its worker is gone. What is under way is ended. */
  async end(): Promise<void> {
    if (this.isBusy) this.kill('its pool was closed');
    await this.#last;
    this.#discard();
    await Promise.all(this.#endings);
    openLanes().delete(this);
  }

  async #step(instruction: Instruction, task: string | undefined): Promise<Reply> {
    const aborted = new Promise<never>((_, reject) => (this.#abort = reject));
    try {
      const worker = (this.#worker ??= this.#open());
      const reply = await Promise.race([worker.step(instruction), aborted]);
      this.#knows(reply.worker.pid);
      return reply;
    } catch (error) {
      throw await this.#death(error as Error, task);
    } finally {
      this.#abort = undefined;
    }
  }

  #knows(pid: number): void {
    if (this.#pid === undefined && this.facts.kind === 'process') guard(pid);
    this.#pid = pid;
  }

  #open(): OneWorker {
    const { kind, options } = this.facts;
    const words = new LastWordsBook(kind);
    const worker = makeWorker(kind, { project: projectModules(), lastWords: words.slot }, words, options);
    this.#words = words;
    this.#stderr = '';
    worker.stderr?.on('data', (text) => (this.#stderr = (this.#stderr + String(text)).slice(-STDERR_CHARACTERS)));
    openLanes().add(this);
    return worker;
  }

  async #death({ message }: Error, task: string | undefined): Promise<WorkerDied> {
    const { exitCode, uncaught, task: ranTask, stderr = '' } = this.#words?.take() ?? {};
    if (exitCode === undefined && this.#killedFor === undefined) await natives.promises.setTimeout(STDERR_REAL_MS);
    // What jest-worker knows it says in its message only; it is made use of where nothing better is known.
    const signal = /signal=(SIG\w+)/.exec(message)?.[1];
    const code = exitCode ?? Number(/exitCode=(\d+)/.exec(message)?.[1] ?? NaN);
    const isOutOfMemory = /out of memory|memory limit/i.test(`${message}${this.#stderr}`);
    const died = this.#asDied({
      task,
      signal,
      ranTask,
      exitCode: signal === undefined && !Number.isNaN(code) ? code : undefined,
      reason: this.#killedFor ?? (isOutOfMemory ? 'out of memory' : undefined),
      stderr: stderr + this.#stderr,
      uncaught,
    });
    this.#discard();
    return died;
  }

  #asDied(how: Omit<Death, 'lane' | 'pool' | 'pid'>): WorkerDied {
    const { pool, index: lane } = this.facts;
    return new WorkerDied({ ...how, lane, pool, pid: this.#pid });
  }

  #discard(): void {
    const [worker, words, pid] = [this.#worker, this.#words, this.#pid];
    this.#worker = undefined;
    this.#words = undefined;
    this.#pid = undefined;
    this.#killedFor = undefined;
    this.#loaded = new Map();
    if (worker === undefined) return;
    const ending = worker.end().then(() => {
      words?.close();
      if (pid !== undefined && this.facts.kind === 'process') unguard(pid);
    });
    this.#endings.add(ending);
    void ending.finally(() => this.#endings.delete(ending));
  }
}

function sendKill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
    return false;
  }
}
