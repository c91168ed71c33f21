import { bug } from '../errors';
import type { Ms } from '../time/duration';
import type { NeverStarted, Outcome, Queued, Span } from './span';
import { taskContext, type TaskContext } from './task-context';
import type { Recording } from './trace';

export { hasStarted } from './has-started';

// Taken once: in Jest's VM each look at a global costs as much as the rest of a span.
const { freeze } = Object;

/** What the spans of one recording share: its clock, and its counter of steps. */
export interface Book {
  readonly recording: Recording;
  readonly now: () => Ms;
  nextStep: number;
  /** Whether steps are to follow the times of spans, since they were not taken as things happened. */
  isByTime?: boolean;
  /** Told of all that happens to the spans; a lane has its pool write it down as well. */
  readonly witness?: Witness | undefined;
}

/** Sees what becomes of each span, as it happens. */
export interface Witness {
  queued(span: OpenSpan): void;
  started(span: OpenSpan, lane: number): void;
  ended(span: OpenSpan, outcome: Outcome, facts: EndFacts | undefined): void;
  cancelled(span: OpenSpan): void;
}

/** When work ran, in milliseconds of the recording's clock, as another process measured it. */
export interface Times {
  readonly startedAt: Ms;
  readonly endedAt: Ms;
}

/** What may be said of work when it ends. */
export type EndFacts = Pick<Span, 'result' | 'error' | 'request' | 'output' | 'worker'>;

/** One piece of work on its way: queued, then running, then ended as a frozen span. */
export class OpenSpan {
  #queued: Queued;
  /** What is known of it while it runs, for a trace that is made before its end. */
  soFar: (() => EndFacts) | undefined = undefined;
  readonly #book: Book;
  #lane = 0;
  #startedAt: Ms = 0;
  #startStep: number | undefined;
  #end: Span | NeverStarted | undefined;

  constructor(book: Book, queued: Queued) {
    this.#book = book;
    this.#queued = queued;
  }

  get queued(): Queued {
    return this.#queued;
  }

  get id(): number {
    return this.queued.id;
  }

  get label(): string {
    return this.queued.label;
  }

  get state(): 'queued' | 'running' | 'ended' {
    if (this.#end !== undefined) return 'ended';
    return this.#startStep === undefined ? 'queued' : 'running';
  }

  /**
   * Runs from now on, in this lane. Takes the next step.
   *
   * @param at - what the clock says, if it was read just now.
   */
  start(lane: number, at: Ms = this.#book.now()): void {
    if (this.state !== 'queued') throw bug(`a span started that was ${this.state}`, this.queued);
    this.#lane = lane;
    this.#startedAt = at;
    this.#startStep = this.#book.nextStep++;
    this.#book.witness?.started(this, lane);
  }

  /**
   * Is over. Takes the next step.
   *
   * @param times - when it ran, if others know better: the trace then orders all its spans by their times.
   */
  end(outcome: Outcome, facts?: EndFacts, times?: Times): Span {
    if (this.state !== 'running') throw bug(`a span ended that was ${this.state}`, this.queued);
    if (times !== undefined) {
      this.#startedAt = Math.max(times.startedAt, this.queued.queuedAt);
      this.#book.isByTime = true;
    }
    const span = this.#asSpan(outcome, this.#book.nextStep++, facts, times?.endedAt);
    this.#book.witness?.ended(this, outcome, facts);
    // It says all that was known before, so no more is kept: memory is what recording costs most.
    this.#queued = span;
    return (this.#end = span);
  }

  /** Is called off before it started, so it takes no step. */
  cancel(): NeverStarted {
    if (this.state !== 'queued') throw bug(`a span was called off that was ${this.state}`, this.queued);
    const record = (this.#end = this.#asNeverStarted('cancelled'));
    this.#book.witness?.cancelled(this);
    return record;
  }

  /**
   * Runs the work so that whatever begins inside it knows its parent.
   *
   * @param random - the task's own stream; left out, whatever is drawn inside comes from where it came from before.
   */
  run<R>(random: TaskContext['random'], work: () => R): R {
    return taskContext.run({ spanId: this.id, recording: this.#book.recording, random }, work);
  }

  /** How it ended; work still in flight counts as `unfinished` at the step to come, and goes on undisturbed. */
  asOfNow(): Span | NeverStarted {
    if (this.#end !== undefined) return this.#end;
    return this.#startStep === undefined
      ? this.#asNeverStarted('unfinished')
      : this.#asSpan('unfinished', this.#book.nextStep, this.soFar?.());
  }

  // Field by field, because spreading objects costs forty times as much, and this runs once for each task.
  #asSpan(outcome: Outcome, endStep: number, facts?: EndFacts, measured?: Ms): Span {
    const { id, label, input, source, parent, queuedAt } = this.queued;
    const [lane, startedAt, startStep] = [this.#lane, this.#startedAt, this.#startStep as number];
    const endedAt = measured === undefined ? this.#book.now() : Math.max(measured, startedAt);
    // prettier-ignore
    const span: Mutable<Span> = {
      id, label, input, source, parent, lane, queuedAt, startedAt, endedAt, startStep, endStep, outcome,
    };
    if (facts !== undefined) add(span, facts);
    return freeze(span);
  }

  #asNeverStarted(outcome: NeverStarted['outcome']): NeverStarted {
    return Object.freeze({ ...this.queued, endedAt: this.#book.now(), outcome });
  }
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

function add(span: Mutable<Span>, facts: EndFacts): void {
  if ('result' in facts) span.result = facts.result;
  if ('error' in facts) span.error = facts.error;
  if (facts.request !== undefined) span.request = facts.request;
  if (facts.output !== undefined) span.output = facts.output;
  if (facts.worker !== undefined) span.worker = facts.worker;
}
