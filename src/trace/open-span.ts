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
  readonly #book: Book;
  #start: Pick<Span, 'lane' | 'startedAt' | 'startStep'> | undefined;
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
    return this.#start === undefined ? 'queued' : 'running';
  }

  /** Runs from now on, in this lane. Takes the next step. */
  start(lane: number): void {
    if (this.state !== 'queued') throw bug(`a span started that was ${this.state}`, this.queued);
    this.#start = { lane, startedAt: this.#book.now(), startStep: this.#book.nextStep++ };
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
    return this.#start === undefined
      ? this.#asNeverStarted('unfinished')
      : this.#asSpan('unfinished', this.#book.nextStep);
  }

  #asSpan(outcome: Outcome, endStep: number, facts?: EndFacts): Span {
    const start = this.#start ?? fail(this.queued);
    return Object.freeze({ ...this.queued, ...start, endedAt: this.#book.now(), endStep, outcome, ...facts });
  }

  #asNeverStarted(outcome: NeverStarted['outcome']): NeverStarted {
    return Object.freeze({ ...this.queued, endedAt: this.#book.now(), outcome });
  }
}

function fail(queued: Queued): never {
  throw bug('a span has an end and no start', queued);
}

/** Tells work that ran from work that never did. */
export function hasStarted(record: Span | NeverStarted): record is Span {
  return 'startStep' in record;
}
