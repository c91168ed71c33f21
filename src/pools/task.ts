import { bug } from '../errors';
import type { Clock } from '../time/clock';
import type { Ms } from '../time/duration';
import type { EndFacts, OpenSpan, Times } from '../trace/open-span';

/** What the tasks of a call do. */
export interface Recipe<I> {
  readonly fn: (...args: never[]) => unknown;
  /** Whether an input is what the function is given, or the list of it. */
  readonly takes: 'input' | 'arguments';
  /** How a message calls the arguments of the input at a place: `inputs[3]`. */
  nameOf(index: number): string;
  /** Whether the call is of a single task, by its nature. */
  readonly isSingle?: boolean;
  /** What the engine made of the function at the door; the engine alone knows what it is. */
  readonly fitted?: unknown;
  /**
   * What the engine sends in the place of inputs; left out, the engine needs none.
   *
   * @param first - the index of the first of them.
   */
  parcelsOf?(inputs: readonly I[], first: number): readonly unknown[];
}

/** The call a task belongs to, as far as the task needs it. */
export interface TaskHost<I> {
  readonly recipe: Recipe<I>;
  readonly clock: Clock;
  /** The number of the call among those on its clock. */
  readonly number: number;
  /** At what instant of the clock its recording begins. */
  readonly beganAt: Ms;
  /** Draws from the stream of the task at this place. */
  random(index: number): () => number;
  settled(task: Task<I>): void;
}

/** What one task is. */
export interface TaskFacts<I> {
  /** Its place among the tasks of its call. */
  readonly index: number;
  readonly input: I;
  readonly span: OpenSpan;
  /** What the engine sends in the place of the input. */
  readonly parcel?: unknown;
}

/** One call of the user's function: its input, its span, and in the end what became of it. */
export class Task<I = unknown> {
  readonly index: number;
  readonly input: I;
  readonly span: OpenSpan;
  /** What the engine sends in the place of the input. */
  readonly parcel: unknown;
  readonly #host: TaskHost<I>;
  #settlement: PromiseSettledResult<unknown> | undefined;

  constructor(host: TaskHost<I>, { index, input, span, parcel }: TaskFacts<I>) {
    this.#host = host;
    this.index = index;
    this.input = input;
    this.span = span;
    this.parcel = parcel;
  }

  /** The call that it belongs to. */
  get call(): Pick<TaskHost<I>, 'clock' | 'number' | 'beganAt'> & { readonly recipe: Pick<Recipe<I>, 'fitted'> } {
    return this.#host;
  }

  get isQueued(): boolean {
    return this.span.state === 'queued';
  }

  get wasCalledOff(): boolean {
    return this.span.state === 'ended' && !this.span.hasStarted;
  }

  start(lane: number): void {
    this.span.start(lane);
  }

  /** Calls the function here, in the task's own context. */
  invoke(): unknown {
    const { recipe } = this.#host;
    // Taken off the recipe, which is no affair of the function's: it has no `this`, as in a worker.
    const { fn } = recipe;
    const args = recipe.takes === 'input' ? [this.input] : (this.input as readonly unknown[]);
    return this.span.run(this.#host.random(this.index), () => fn(...(args as never[])));
  }

  /** @param rest - what else is known of it. */
  fulfil(result: unknown, rest?: EndFacts, times?: Times): void {
    this.#settlement = { status: 'fulfilled', value: result };
    this.span.end('fulfilled', rest === undefined ? { result } : { ...rest, result }, times);
    this.#host.settled(this);
  }

  reject(error: unknown, rest?: EndFacts, times?: Times): void {
    this.#settlement = { status: 'rejected', reason: error };
    this.span.end('rejected', rest === undefined ? { error } : { ...rest, error }, times);
    this.#host.settled(this);
  }

  /** Is called off before it starts. */
  cancel(reason: unknown): void {
    this.#settlement = { status: 'rejected', reason };
    this.span.cancel();
    this.#host.settled(this);
  }

  /** What became of it; a task that was called off failed for the reason of that. */
  get settlement(): PromiseSettledResult<unknown> {
    if (this.#settlement !== undefined) return this.#settlement;
    throw bug('a task was asked for its result before it settled', this.span.label);
  }
}
