import { bug } from '../errors';
import type { Ms } from '../time/duration';
import type { NeverStarted, Outcome, Queued, Source, Span } from './span';
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

/**
 * One piece of work on its way: queued, then running, then ended.
 *
 * All that is known of it is in fields of its own, and its span is made when somebody looks at it: memory is what
 * recording costs most, and most spans of most recordings are never looked at.
 */
export class OpenSpan implements Queued {
  readonly id: number;
  readonly label: string;
  readonly input: unknown;
  readonly source: Source;
  readonly parent: number | undefined;
  readonly queuedAt: Ms;
  /** What is known of it while it runs, for a trace that is made before its end. */
  soFar: (() => EndFacts) | undefined = undefined;
  #state: 'queued' | 'running' | 'ended' = 'queued';
  readonly #book: Book;
  #lane = 0;
  #startedAt: Ms = 0;
  #startStep: number | undefined;
  #endedAt: Ms = 0;
  #endStep = 0;
  #outcome: Outcome = 'unfinished';
  #facts: EndFacts | undefined;
  #record: Span | NeverStarted | undefined;

  constructor(book: Book, id: number, { source, label, input, parent }: Omit<Queued, 'id' | 'queuedAt'>) {
    this.id = id;
    this.label = label;
    this.input = input;
    this.source = source;
    this.parent = parent;
    this.queuedAt = book.now();
    this.#book = book;
  }

  get state(): 'queued' | 'running' | 'ended' {
    return this.#state;
  }

  get hasStarted(): boolean {
    return this.#startStep !== undefined;
  }

  /**
   * Runs from now on, in this lane. Takes the next step.
   *
   * @param at - what the clock says, if it was read just now.
   */
  start(lane: number, at: Ms = this.#book.now()): void {
    if (this.#state !== 'queued') throw bug(`a span started that was ${this.#state}`, this.label);
    this.#state = 'running';
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
  end(outcome: Outcome, facts?: EndFacts, times?: Times): void {
    if (this.#state !== 'running') throw bug(`a span ended that was ${this.#state}`, this.label);
    if (times === undefined) {
      this.#endedAt = this.#book.now();
    } else {
      this.#startedAt = Math.max(times.startedAt, this.queuedAt);
      this.#endedAt = Math.max(times.endedAt, this.#startedAt);
      this.#book.isByTime = true;
    }
    this.#endStep = this.#book.nextStep++;
    this.#leave(outcome, facts);
    this.#book.witness?.ended(this, outcome, facts);
  }

  /** Is called off before it started, so it takes no step. */
  cancel(): void {
    if (this.#state !== 'queued') throw bug(`a span was called off that was ${this.#state}`, this.label);
    this.#endedAt = this.#book.now();
    this.#leave('cancelled');
    this.#book.witness?.cancelled(this);
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
    if (this.#state === 'ended') return (this.#record ??= this.#asRecord(this.#endedAt, this.#endStep, this.#facts));
    return this.#asRecord(this.#book.now(), this.#book.nextStep, this.soFar?.());
  }

  #leave(outcome: Outcome, facts?: EndFacts): void {
    this.#state = 'ended';
    this.#outcome = outcome;
    this.#facts = facts;
    this.soFar = undefined;
  }

  #asRecord(endedAt: Ms, endStep: number, facts: EndFacts | undefined): Span | NeverStarted {
    const startStep = this.#startStep;
    return startStep === undefined ? this.#asNeverStarted(endedAt) : this.#asSpan(startStep, endedAt, endStep, facts);
  }

  // Field by field, because spreading objects costs forty times as much, and this runs once for each task.
  #asSpan(startStep: number, endedAt: Ms, endStep: number, facts: EndFacts | undefined): Span {
    const { id, label, input, source, parent, queuedAt } = this;
    const [lane, startedAt, outcome] = [this.#lane, this.#startedAt, this.#outcome];
    // prettier-ignore
    const span: Mutable<Span> = {
      id, label, input, source, parent, lane, queuedAt, startedAt, endedAt, startStep, endStep, outcome,
    };
    if (facts !== undefined) add(span, facts);
    return freeze(span);
  }

  #asNeverStarted(endedAt: Ms): NeverStarted {
    const { id, label, input, source, parent, queuedAt } = this;
    const outcome = this.#outcome as NeverStarted['outcome'];
    return freeze({ id, label, input, source, parent, queuedAt, endedAt, outcome });
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
