import type { Ms } from '../time/duration';
import type { Times } from './open-span';
import type { Printed, NeverStarted, Source, Span, WorkerFacts } from './span';
import { stepsByTime } from './steps-by-time';
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

/**
 * One recording of much work that was queued at one moment and that others measure: a column for each fact.
 *
 * A span is made when somebody looks at it: it costs more than a trivial task does, and most are never looked at.
 */
export class SpanTable {
  readonly length: number;
  readonly #facts: TableFacts;
  readonly #states: Uint8Array;
  readonly #lanes: Uint16Array;
  readonly #startedAt: Float64Array;
  readonly #endedAt: Float64Array;
  /** What each gave, or why it failed or was called off. */
  readonly #values: unknown[];
  /** Whoever ran any of it, and for each which of them. */
  readonly #workers: (WorkerFacts | undefined)[] = [];
  readonly #workerNumbers: Uint16Array;
  readonly #outputs = new Map<number, readonly Printed[]>();

  constructor(facts: TableFacts) {
    const { length } = facts.inputs;
    this.#facts = facts;
    this.length = length;
    this.#states = new Uint8Array(length);
    // Nobody has 65 536 workers, and a page of fresh memory costs more than the work on it.
    this.#lanes = new Uint16Array(length);
    this.#workerNumbers = new Uint16Array(length);
    this.#startedAt = new Float64Array(length);
    this.#endedAt = new Float64Array(length);
    this.#values = new Array<unknown>(length);
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
    return this.#states.findIndex((state) => state > FULFILLED);
  }

  /** What each gave, or why it failed or was called off; once all of it has ended. */
  values(): unknown[] {
    return this.#values.slice();
  }

  labelOf(index: number): string {
    return this.#facts.labelOf(index);
  }

  /** Runs from now on, in this lane; since when is said when it has ended. */
  start(index: number, lane: number): void {
    this.#states[index] = RUNNING;
    this.#lanes[index] = lane;
  }

  fulfil(index: number, result: unknown, worker: WorkerFacts | undefined, times: Times): void {
    this.#states[index] = FULFILLED;
    this.#end(index, result, worker, times);
  }

  reject(index: number, error: unknown, worker: WorkerFacts | undefined, times: Times): void {
    this.#states[index] = REJECTED;
    this.#end(index, error, worker, times);
  }

  /** What it printed. */
  printed(index: number, output: readonly Printed[]): void {
    this.#outputs.set(index, output);
  }

  /** Is called off before it started. */
  cancel(index: number, reason: unknown, at: Ms): void {
    this.#states[index] = CANCELLED;
    this.#values[index] = reason;
    this.#endedAt[index] = at;
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

  /** When it was queued is the earliest it can have started, and so on: clocks of two processes differ by a little. */
  #end(index: number, value: unknown, worker: WorkerFacts | undefined, { startedAt, endedAt }: Times): void {
    const start = Math.max(startedAt, this.#facts.queuedAt);
    this.#startedAt[index] = start;
    this.#endedAt[index] = Math.max(endedAt, start);
    this.#values[index] = value;
    this.#workerNumbers[index] = this.#numberOf(worker);
  }

  /** The last one is asked for most often. */
  #numberOf(worker: WorkerFacts | undefined): number {
    const known = this.#workers.lastIndexOf(worker);
    return known === -1 ? this.#workers.push(worker) - 1 : known;
  }

  #spans(): readonly Span[] {
    const ran: number[] = [];
    for (let index = 0; index < this.length; index++) {
      if (this.#states[index] === FULFILLED || this.#states[index] === REJECTED) ran.push(index);
    }
    const { order, startSteps, endSteps } = stepsByTime(ran, this.#startedAt, this.#endedAt, this.#lanes);
    return order.map((index) => this.#span(index, startSteps[index]!, endSteps[index]!));
  }

  #span(id: number, startStep: number, endStep: number): Span {
    const { source, parent, queuedAt, inputs } = this.#facts;
    const isFulfilled = this.#states[id] === FULFILLED;
    // In the order in which an open span has them.
    const span: { -readonly [Field in keyof Span]: Span[Field] } = {
      id,
      label: this.labelOf(id),
      input: inputs[id],
      source,
      parent,
      lane: this.#lanes[id]!,
      queuedAt,
      startedAt: this.#startedAt[id]!,
      endedAt: this.#endedAt[id]!,
      startStep,
      endStep,
      outcome: isFulfilled ? 'fulfilled' : 'rejected',
    };
    if (isFulfilled) span.result = this.#values[id];
    else span.error = this.#values[id];
    const output = this.#outputs.get(id);
    const worker = this.#workers[this.#workerNumbers[id]!];
    if (output !== undefined) span.output = output;
    if (worker !== undefined) span.worker = worker;
    return freeze(span);
  }

  #neverStarted(id: number): NeverStarted {
    const { source, parent, queuedAt, inputs } = this.#facts;
    const queued = { id, label: this.labelOf(id), input: inputs[id], source, parent, queuedAt };
    return freeze({ ...queued, endedAt: this.#endedAt[id]!, outcome: 'cancelled' as const });
  }
}
