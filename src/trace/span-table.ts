import type { Ms } from '../time/duration';
import type { NeverStarted, Source, Span } from './span';
import { SpanColumns } from './span-columns';
import { stepsByTime } from './steps-by-time';
import type { Stretch } from './stretch';
import { type Recording, Trace } from './trace';

// Taken once: in Jest's VM each look at a global costs as much as the rest of a span.
const { freeze } = Object;

/** What the work in a table has in common. */
export interface TableFacts {
  readonly recording: Recording;
  readonly source: Source;
  readonly parent: number | undefined;
  readonly queuedAt: Ms;
  readonly inputs: readonly unknown[];
  labelOf(index: number): string;
}

const [QUEUED, RUNNING, FULFILLED, REJECTED, CANCELLED] = [0, 1, 2, 3, 4] as const;

/** Why work that had not started was called off, and when. */
interface Cancellation {
  readonly reason: unknown;
  readonly at: Ms;
}

/** From so many pieces on a stretch is kept as it came: below, what it is made of costs more than columns. */
const WORTH_KEEPING = 64;

/** So many lists fit on the stack. */
const FEW = 1000;

/**
 * One recording of much work that was queued at one moment and that others measure, kept as they tell of it.
 *
 * A span is made when somebody looks at it: it costs more than a trivial task does, and most are never looked at. Nor are
 * long stretches copied before: a page of fresh memory costs more than the work on it.
 */
export class SpanTable {
  readonly length: number;
  readonly #facts: TableFacts;
  readonly #states: Uint8Array;
  /** Long ones that nobody has looked at. */
  #stretches: Stretch[] = [];
  /** All others. */
  #made: SpanColumns | undefined;
  #cancellation: Cancellation | undefined;

  constructor(facts: TableFacts) {
    const { length } = facts.inputs;
    this.#facts = facts;
    this.length = length;
    this.#states = new Uint8Array(length);
  }

  isQueued(index: number): boolean {
    return this.#states[index] === QUEUED;
  }

  /** Whether it failed or was called off. */
  isRejected(index: number): boolean {
    return this.#states[index]! > FULFILLED;
  }

  /** The index of the first that failed or was called off, or -1. */
  firstRejected(): number {
    const found = [REJECTED, CANCELLED].map((state) => this.#states.indexOf(state)).filter((index) => index !== -1);
    return found.length === 0 ? -1 : Math.min(...found);
  }

  /** What each gave, or why it failed or was called off; once all of it has ended. */
  values(): unknown[] {
    const stretches = this.#stretches;
    // Joined by V8 itself, they take a tenth of the time.
    if (this.#made === undefined && this.#cancellation === undefined && stretches.length <= FEW) {
      return ([] as unknown[]).concat(...stretches.sort((a, b) => a.first - b.first).map(({ values }) => values));
    }
    const all = this.#columnsOfAll().values.slice();
    for (const index of this.#cancelled()) all[index] = this.#cancellation!.reason;
    return all;
  }

  labelOf(index: number): string {
    return this.#facts.labelOf(index);
  }

  /** Some run from now on, up to the one before `end`; since when is said when they have ended. */
  start(first: number, end: number): void {
    this.#states.fill(RUNNING, first, end);
  }

  /** Some that ran have ended. */
  ended(stretch: Stretch): void {
    const { first, values, failed } = stretch;
    this.#states.fill(FULFILLED, first, first + values.length);
    for (const place of failed) this.#states[first + place] = REJECTED;
    if (values.length < WORTH_KEEPING) this.#columns.add(stretch);
    else this.#stretches.push(stretch);
  }

  /**
   * Calls off all that have not started. Once: none is queued after that.
   *
   * @returns how many.
   */
  cancelQueued(reason: unknown, at: Ms): number {
    let cancelled = 0;
    for (let index = this.#states.indexOf(QUEUED); index !== -1; index = this.#states.indexOf(QUEUED, index + 1)) {
      this.#states[index] = CANCELLED;
      cancelled += 1;
    }
    if (cancelled > 0) this.#cancellation = { reason, at };
    return cancelled;
  }

  /** Everything, once all of it has ended. */
  trace(): Trace {
    const neverStarted = this.#cancelled().map((index) => this.#neverStarted(index));
    return new Trace(() => this.#spans(), { neverStarted, recording: this.#facts.recording });
  }

  get #columns(): SpanColumns {
    return (this.#made ??= new SpanColumns(this.length, this.#facts.queuedAt));
  }

  #cancelled(): number[] {
    const found: number[] = [];
    if (this.#cancellation === undefined) return found;
    for (let index = 0; index < this.length; index++) if (this.#states[index] === CANCELLED) found.push(index);
    return found;
  }

  #columnsOfAll(): SpanColumns {
    for (const stretch of this.#stretches) this.#columns.add(stretch);
    this.#stretches = [];
    return this.#columns;
  }

  #spans(): readonly Span[] {
    const columns = this.#columnsOfAll();
    const ran: number[] = [];
    for (let index = 0; index < this.length; index++) {
      if (this.#states[index] === FULFILLED || this.#states[index] === REJECTED) ran.push(index);
    }
    const { order, startSteps, endSteps } = stepsByTime(ran, columns.startedAt, columns.endedAt, columns.lanes);
    return order.map((index) => this.#span(columns, index, startSteps[index]!, endSteps[index]!));
  }

  #span(columns: SpanColumns, id: number, startStep: number, endStep: number): Span {
    const { source, parent, queuedAt, inputs } = this.#facts;
    const isFulfilled = this.#states[id] === FULFILLED;
    // In the order in which an open span has them.
    const span: { -readonly [Field in keyof Span]: Span[Field] } = {
      id,
      label: this.labelOf(id),
      input: inputs[id],
      source,
      parent,
      lane: columns.lanes[id]!,
      queuedAt,
      startedAt: columns.startedAt[id]!,
      endedAt: columns.endedAt[id]!,
      startStep,
      endStep,
      outcome: isFulfilled ? 'fulfilled' : 'rejected',
    };
    if (isFulfilled) span.result = columns.values[id];
    else span.error = columns.values[id];
    const output = columns.outputOf(id);
    const worker = columns.workerOf(id);
    if (output !== undefined) span.output = output;
    if (worker !== undefined) span.worker = worker;
    return freeze(span);
  }

  #neverStarted(id: number): NeverStarted {
    const { source, parent, queuedAt, inputs } = this.#facts;
    const queued = { id, label: this.labelOf(id), input: inputs[id], source, parent, queuedAt };
    return freeze({ ...queued, endedAt: this.#cancellation!.at, outcome: 'cancelled' as const });
  }
}
