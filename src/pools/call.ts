import { AsyncResource } from 'node:async_hooks';
import { shared } from '../realm';
import type { Clock } from '../time/clock';
import { currentClock, inForce } from '../time/current-clock';
import type { Ms } from '../time/duration';
import { randomStream } from '../time/random';
import { listener } from '../trace/listener';
import { Recorder, recorderOf } from '../trace/recorder';
import { type ResultOrder, Run } from '../trace/run';
import { singleCall } from '../trace/single-calls';
import type { Source } from '../trace/span';
import type { Recording, Trace } from '../trace/trace';
import type { LabelOf } from './label';
import type { Engine } from './engine';
import { fulfilledRun, settledRun } from './runs';
import { Task, type Recipe, type TaskHost } from './task';

/** One call of a pool while it lasts: its clock, its recording, the async context it was made in, and its tasks. */
export class Call<I = unknown> implements TaskHost<I> {
  readonly clock: Clock = currentClock();
  /** Keeps the caller's `AsyncLocalStorage`, which p-limit loses. */
  readonly scope = new AsyncResource('jest-lanes.call', { requireManualDestroy: true });
  readonly tasks: Task<I>[] = [];
  /** Why work of it was called off by somebody else than its reader. */
  calledOff: PromiseRejectedResult | undefined;
  /** The order of its results. */
  resultsIn: ResultOrder = 'input';
  /** Told of each task that has ended or was called off; set by whoever sees the call through. */
  onSettled!: (task: Task<I>) => void;
  readonly #isSimulated = inForce.clock !== undefined;
  /** A simulation tells of itself. */
  #tell = this.#isSimulated ? undefined : listener()?.runs();
  readonly #madeAt: Ms = this.clock.now;
  readonly beganAt: Ms = this.#isSimulated ? 0 : this.#madeAt;
  readonly number = callsOn(this.clock).count++;
  readonly #recorder = this.#isSimulated ? recorderOf(this.clock) : new Recorder(() => this.elapsed, { clock: 'real' });

  constructor(
    readonly recipe: Recipe<I>,
    protected readonly source: Source,
    protected readonly labelOf: LabelOf<I>,
    /** Whether the caller had nothing to say about labels. */
    protected readonly isLabelledByInput = false,
  ) {}

  /** The labels of its tasks that are queued or in flight, as far as they are objects. */
  get unfinished(): readonly string[] {
    return this.tasks.filter(({ span }) => span.state !== 'ended').map(({ span }) => span.label);
  }

  get length(): number {
    return this.tasks.length;
  }

  /** Makes tasks of all inputs of the call; none, if a label cannot be had for each. */
  queueAll(inputs: readonly I[]): void {
    this.queue(inputs);
  }

  /** Makes tasks of inputs; none, if a label cannot be had for each. */
  queue(inputs: readonly I[]): readonly Task<I>[] {
    const first = this.tasks.length;
    const labels = inputs.map((input, i) => this.labelOf(input, first + i));
    const parcels = this.recipe.parcelsOf?.(inputs, first);
    for (const [i, input] of inputs.entries()) {
      const span = this.#recorder.queue({ source: this.source, label: labels[i]!, input });
      this.tasks.push(new Task(this, { index: first + i, input, span, parcel: parcels?.[i] }));
    }
    return this.tasks.slice(first);
  }

  /**
   * Has whoever listens told of it with the other calls of a single task in its test.
   *
   * @returns what is to be called when it is over, if anything is.
   */
  tellWithOthers(): (() => void) | undefined {
    if (this.#isSimulated) return undefined;
    return singleCall({ madeAt: this.#madeAt, trace: () => this.#recorder.close() });
  }

  /** Has somebody told of tasks that have ended or were called off: how many. */
  whenSettled(told: (tasks: number) => void): void {
    const ofOne = (): void => told(1);
    this.onSettled = ofOne;
  }

  /** What runs those of these tasks that are still queued on a lane; undefined if none is. */
  serve(engine: Engine, from: number, until: number): ((lane: number) => Promise<void>) | undefined {
    const chunk = this.tasks.slice(from, until);
    return chunk.some((task) => task.isQueued) ? (lane) => engine.run(chunk, lane) : undefined;
  }

  /** The run in which each task gave something or failed. */
  settledRun<R>(): Run<I, PromiseSettledResult<R>> {
    return settledRun(this, this.tasks);
  }

  /** The run in which each task gave something; throws the first failure. */
  fulfilledRun<R>(): Run<I, R> {
    return fulfilledRun(this, this.tasks);
  }

  /** Calls off all tasks that have not started; false if there is none. */
  cancelQueued(reason: unknown): boolean {
    const queued = this.tasks.filter((task) => task.isQueued);
    for (const task of queued) task.cancel(reason);
    return queued.length > 0;
  }

  /** Remembers why the call as a whole was called off: the first reason counts. */
  callOff(reason: unknown): void {
    this.calledOff ??= { status: 'rejected', reason };
  }

  protected get recording(): Recording {
    return this.#recorder.recording;
  }

  settled(task: Task<I>): void {
    this.onSettled(task);
  }

  random(index: number): () => number {
    let draw: (() => number) | undefined;
    return () => (draw ??= randomStream(this.clock.seed, 'task', this.number, index))();
  }

  /** The run in which these tasks gave these results. */
  run<R>(tasks: readonly Task<I>[], results: readonly R[]): Run<I, R> {
    const inputs = tasks.map((task) => task.input);
    const { resultsIn } = this;
    const trace = this.#trace();
    return this.told(new Run({ inputs, results, resultsIn, value: results, elapsed: this.elapsed, trace }));
  }

  /** Tells whoever listens of the run, the first time. */
  protected told<R>(run: Run<I, R>): Run<I, R> {
    const { trace, elapsed } = run;
    this.#tell?.({ trace, judged: trace, clock: 'real', elapsed, realMs: elapsed });
    this.#tell = undefined;
    return run;
  }

  /** Outside a simulation each call is a recording of its own, in which time begins with the call. */
  protected get elapsed(): Ms {
    return this.clock.now - this.#madeAt;
  }

  #trace(): Trace {
    return this.#recorder.trace(this.tasks.map((task) => task.span));
  }
}

/** How many calls were made on a clock: the draws of a task depend on its call's number, on every engine the same. */
function callsOn(clock: Clock): { count: number } {
  const counts = shared('pool-calls', () => new WeakMap<Clock, { count: number }>());
  const known = counts.get(clock) ?? { count: 0 };
  counts.set(clock, known);
  return known;
}
