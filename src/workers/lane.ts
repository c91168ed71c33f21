import { unpack } from '../crossing/pack';
import type { WorkerFacts } from '../trace/span';
import { Allowance } from './allowance';
import type { LaneFacts } from './lane-facts';
import { LaneWorker } from './lane-worker';
import { openLanes } from './open-lanes';
import type { NumberedFunction } from './order';
import type { Beginning, Instruction, Reply } from './protocol';
import { Turns } from './turns';
import { type Ending, WorkerDied } from './worker-died';

/** A task as errors name it, if there is one by then. */
interface Named {
  readonly label: string | undefined;
}

/** What a step is for. */
export interface StepFacts {
  /** The task. */
  readonly task?: Named | undefined;
  /** The number of the worker for which alone it makes sense; left out, any will do. */
  readonly life?: number | undefined;
  /** What is left of the task's time. */
  readonly allowance?: Allowance | undefined;
}

/** How a function is loaded. */
export interface Loading {
  /** The task that waits for it. */
  readonly task?: Named | undefined;
  /** What the worker is told besides: in the same step, unless it has the function already. */
  readonly begin?: Beginning | undefined;
}

/** What a worker does in the step in which it has loaded a function. */
type Following = Pick<Extract<Instruction, { do: 'load' }>, 'begin' | 'run'>;

/** A row of the pool with a worker of its own, which is replaced when it dies. One step at a time. */
export class Lane {
  readonly facts: LaneFacts;
  /** Told that a worker is gone, which may be between two steps. */
  whenGone: ((ending: Ending) => void) | undefined;
  #worker: LaneWorker | undefined;
  #life = 0;
  #lastEnding: Ending | undefined;
  #loading = new Map<NumberedFunction, Promise<unknown>>();
  #loaded = new Set<NumberedFunction>();
  #facts: WorkerFacts | undefined;
  #expecting: Promise<unknown> | undefined;
  #isForgotten = false;
  #isClosed = false;
  readonly #turns = new Turns();
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
    return this.#turns.isTaken;
  }

  /** Who the worker is, once it has loaded a function. */
  get worker(): WorkerFacts | undefined {
    return this.#facts;
  }

  /** Counts the workers: one that takes the place of another knows nothing of what that one was told. */
  get life(): number {
    return this.#life;
  }

  /**
   * Has the worker take a step, once it has taken those before.
   *
   * @throws WorkerDied if the worker dies meanwhile, or did.
   */
  async step(instruction: Instruction, { task, life, allowance }: StepFacts = {}): Promise<Reply> {
    await this.#turns.take();
    try {
      if (this.#worker?.isDoomed === true) await this.#worker.ending;
      const isTooLate = life === undefined ? this.#isClosed && this.#worker === undefined : life !== this.#life;
      if (isTooLate) throw this.died(this.#lastEnding ?? NEVER_LIVED, task?.label);
      const worker = (this.#worker ??= this.#open());
      try {
        return await worker.step(instruction, allowance);
      } catch (ending) {
        if (this.#isForgotten) return await new Promise<never>(() => undefined);
        throw this.died(ending as Ending, task?.label);
      }
    } finally {
      this.#turns.over();
    }
  }

  /**
   * Has the worker load a function, unless it has; starts the worker if there is none.
   *
   * @throws what loading threw, and WorkerDied if the worker died of it.
   */
  load(fn: NumberedFunction, { task, begin }: Loading = {}): Promise<unknown> {
    const known = this.#loading.get(fn);
    if (known !== undefined) return begin === undefined ? known : Promise.all([known, this.step(begin, { task })]);
    const loading = this.#load(fn, { begin }, { task, allowance: Allowance.ofLoading() });
    this.#loading.set(fn, loading);
    loading.catch(() => this.#loading.get(fn) === loading && this.#loading.delete(fn));
    return loading;
  }

  /**
   * Has the worker load a function and run tasks with it, in one step: a round trip less.
   *
   * @throws what loading threw, and WorkerDied if the worker died of either.
   */
  async loadAndRun(fn: NumberedFunction, next: Following, facts: StepFacts): Promise<Reply> {
    const reply = await this.#load(fn, next, facts);
    this.#loading.set(fn, Promise.resolve());
    return reply;
  }

  async #load(fn: NumberedFunction, next: Following, facts: StepFacts): Promise<Reply> {
    const { number, reference } = fn;
    const reply = await this.step({ do: 'load', fn: number, reference, ...next }, facts);
    if (reply.notLoaded !== undefined) throw unpack(reply.notLoaded);
    this.#facts = reply.worker;
    this.#loaded.add(fn);
    return reply;
  }

  /** Has the worker load what requests to simulated servers need, unless it has. */
  expectServers(): Promise<unknown> {
    return (this.#expecting ??= this.step({ do: 'expect servers' }, { allowance: Allowance.ofLoading() }));
  }

  /** Whether the worker has loaded a function. */
  hasLoaded(fn: NumberedFunction): boolean {
    return this.#loaded.has(fn);
  }

  /** The error of a task whose worker ended. */
  died(ending: Ending, task: string | undefined, isUntold = false): WorkerDied {
    const { pool, index: lane } = this.facts;
    return new WorkerDied({ ...ending, task, isUntold, lane, pool });
  }

  /** Ends the worker at once, whatever it does; the step under way rejects. */
  kill(reason: string): void {
    this.#worker?.kill(reason);
  }

  /** Closes the lane: resolves when its worker is gone. What is under way is ended. */
  async end(): Promise<void> {
    this.#isClosed = true;
    if (this.isBusy) this.kill(CLOSED);
    await this.#turns.take();
    this.#turns.over();
    await this.#endWorkers();
  }

  /** Closes the lane of somebody who is gone: who waits for a step never hears of it. */
  async forget(): Promise<void> {
    this.#isForgotten = true;
    if (this.isBusy) this.kill('its test file is over');
    await this.#endWorkers();
  }

  async #endWorkers(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await Promise.all([...this.#endings, worker?.end()]);
    openLanes().delete(this);
  }

  #open(): LaneWorker {
    let worker: LaneWorker;
    try {
      worker = new LaneWorker(this.facts);
    } catch (error) {
      // What this one was to be told nobody knows.
      this.#life += 1;
      throw error;
    }
    openLanes().add(this);
    void worker.ending.then((ending) => this.#gone(worker, ending));
    return worker;
  }

  #gone(worker: LaneWorker, ending: Ending): void {
    this.#life += 1;
    this.#lastEnding = ending;
    this.#loading = new Map();
    this.#loaded = new Set();
    this.#expecting = undefined;
    if (this.#worker === worker) {
      this.#worker = undefined;
      const ended = worker.end();
      this.#endings.add(ended);
      void ended.finally(() => this.#endings.delete(ended));
    }
    this.whenGone?.(ending);
  }
}

const CLOSED = 'its pool was closed';

const NEVER_LIVED: Ending = {
  pid: undefined,
  signal: undefined,
  exitCode: undefined,
  reason: CLOSED,
  stderr: '',
  uncaught: undefined,
  ranTask: undefined,
  reach: undefined,
};
