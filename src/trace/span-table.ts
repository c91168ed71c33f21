import type { Ms } from '../time/duration';
import type { NeverStarted, Source, Span } from './span';
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

/**
 * One recording of much work that was queued at one moment and that others measure, kept as they tell of it.
 *
 * A span is made when somebody looks at it: it costs more than a trivial task does, and most are never looked at. Nor is
 * anything copied before: a page of fresh memory costs more than the work on it.
 */
export class SpanTable {
  readonly length: number;
  readonly #facts: TableFacts;
  readonly #states: Uint8Array;
  readonly #stretches: Stretch[] = [];
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
    const all = new Array<unknown>(this.length).fill(this.#cancellation?.reason);
    for (const { first, values } of this.#stretches) {
      for (let place = 0; place < values.length; place++) all[first + place] = values[place];
    }
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
    this.#stretches.push(stretch);
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
    const neverStarted: NeverStarted[] = [];
    for (let index = this.#states.indexOf(CANCELLED); index !== -1;) {
      neverStarted.push(this.#neverStarted(index));
      index = this.#states.indexOf(CANCELLED, index + 1);
    }
    return new Trace(() => this.#spans(), { neverStarted, recording: this.#facts.recording });
  }

  #spans(): readonly Span[] {
    const { length } = this;
    const [startedAt, endedAt, lanes] = [new Float64Array(length), new Float64Array(length), new Uint16Array(length)];
    const ran: number[] = [];
    const stretches: Stretch[] = [];
    for (const stretch of [...this.#stretches].sort((a, b) => a.first - b.first)) {
      const { first, times, values, lane } = stretch;
      for (let place = 0; place < values.length; place++) {
        const index = first + place;
        // When it was queued is the earliest it can have started, and so on: clocks of two processes differ by a little.
        startedAt[index] = Math.max(times[place]!, this.#facts.queuedAt);
        endedAt[index] = Math.max(times[place + 1]!, startedAt[index]);
        lanes[index] = lane;
        stretches[index] = stretch;
        ran.push(index);
      }
    }
    const { order, startSteps, endSteps } = stepsByTime(ran, startedAt, endedAt, lanes);
    return order.map((id) => {
      const steps = { startStep: startSteps[id]!, endStep: endSteps[id]! };
      return this.#span(id, stretches[id]!, { startedAt: startedAt[id]!, endedAt: endedAt[id]!, ...steps });
    });
  }

  #span(id: number, stretch: Stretch, when: Pick<Span, 'startedAt' | 'endedAt' | 'startStep' | 'endStep'>): Span {
    const { source, parent, queuedAt, inputs } = this.#facts;
    const { first, lane, values, output, worker } = stretch;
    const isFulfilled = this.#states[id] === FULFILLED;
    // In the order in which an open span has them.
    const span: { -readonly [Field in keyof Span]: Span[Field] } = {
      id,
      label: this.labelOf(id),
      input: inputs[id],
      source,
      parent,
      lane,
      queuedAt,
      startedAt: when.startedAt,
      endedAt: when.endedAt,
      startStep: when.startStep,
      endStep: when.endStep,
      outcome: isFulfilled ? 'fulfilled' : 'rejected',
    };
    if (isFulfilled) span.result = values[id - first];
    else span.error = values[id - first];
    if (output !== undefined && id === first) span.output = output;
    if (worker !== undefined) span.worker = worker;
    return freeze(span);
  }

  #neverStarted(id: number): NeverStarted {
    const { source, parent, queuedAt, inputs } = this.#facts;
    const queued = { id, label: this.labelOf(id), input: inputs[id], source, parent, queuedAt };
    return freeze({ ...queued, endedAt: this.#cancellation!.at, outcome: 'cancelled' as const });
  }
}
