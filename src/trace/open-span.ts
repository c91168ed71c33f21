import { bug } from '../errors';
import type { Ms } from '../time/duration';
import type { NeverStarted, Outcome, Queued, Span } from './span';
import { taskContext } from './task-context';
import type { Recording } from './trace';

/** What the spans of one recording share: its clock, its counter of steps, and the list of those that started. */
export interface Book {
  readonly recording: Recording;
  readonly now: () => Ms;
  nextStep: number;
  readonly started: OpenSpan[];
}

/** What may be said of work when it ends. */
export type EndFacts = Pick<Span, 'result' | 'error' | 'request'>;

/** One piece of work on its way: queued, then running, then ended as a frozen span. */
export class OpenSpan {
  readonly queued: Queued;
  /** What is known of it while it runs, for a trace that is made before its end. */
  soFar: (() => EndFacts) | undefined = undefined;
  readonly #book: Book;
  #lane = 0;
  #startedAt: Ms = 0;
  #startStep: number | undefined;
  #end: Span | NeverStarted | undefined;

  constructor(book: Book, queued: Queued) {
    this.#book = book;
    this.queued = queued;
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

  /** Runs from now on, in this lane. Takes the next step. */
  start(lane: number): void {
    if (this.state !== 'queued') throw bug(`a span started that was ${this.state}`, this.queued);
    this.#lane = lane;
    this.#startedAt = this.#book.now();
    this.#startStep = this.#book.nextStep++;
    this.#book.started.push(this);
  }

  /** Is over. Takes the next step. */
  end(outcome: Outcome, facts?: EndFacts): Span {
    if (this.state !== 'running') throw bug(`a span ended that was ${this.state}`, this.queued);
    return (this.#end = this.#asSpan(outcome, this.#book.nextStep++, facts));
  }

  /** Is called off before it started, so it takes no step. */
  cancel(): NeverStarted {
    if (this.state !== 'queued') throw bug(`a span was called off that was ${this.state}`, this.queued);
    return (this.#end = this.#asNeverStarted('cancelled'));
  }

  /** Runs the work so that whatever begins inside it knows its parent and draws from the task's own stream. */
  run<R>(random: () => number, work: () => R): R {
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
  #asSpan(outcome: Outcome, endStep: number, facts?: EndFacts): Span {
    const { id, label, input, source, parent, queuedAt } = this.queued;
    const [lane, startedAt, startStep] = [this.#lane, this.#startedAt, this.#startStep as number];
    const endedAt = this.#book.now();
    // prettier-ignore
    const span: Mutable<Span> = {
      id, label, input, source, parent, lane, queuedAt, startedAt, endedAt, startStep, endStep, outcome,
    };
    if (facts !== undefined) add(span, facts);
    return Object.freeze(span);
  }

  #asNeverStarted(outcome: NeverStarted['outcome']): NeverStarted {
    return Object.freeze({ ...this.queued, endedAt: this.#book.now(), outcome });
  }
}

/** Tells work that ran from work that never did. */
export function hasStarted(record: Span | NeverStarted): record is Span {
  return 'startStep' in record;
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

function add(span: Mutable<Span>, facts: EndFacts): void {
  if ('result' in facts) span.result = facts.result;
  if ('error' in facts) span.error = facts.error;
  if (facts.request !== undefined) span.request = facts.request;
}
