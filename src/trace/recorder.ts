import type { Clock } from '../time/clock';
import type { Ms } from '../time/duration';
import { OpenSpan, type Book, type Witness } from './open-span';
import type { NeverStarted, Source, Span } from './span';
import { inSteps } from './steps';
import { taskContext } from './task-context';
import { Trace, type Recording } from './trace';

/** What is known of a piece of work when it is queued. */
export interface Entry {
  readonly source: Source;
  readonly label: string;
  readonly input: unknown;
  /** The `id` of the span in which it began; left out, it is the task whose code is running now. */
  readonly parent?: number | undefined;
}

/** Writes down what happens, on one clock: hands out ids and steps, and the trace. */
export class Recorder {
  readonly #all: OpenSpan[] = [];
  readonly #book: Book;

  /**
   * @param now - the clock to read, in milliseconds; it never runs backwards.
   * @param facts - the simulation's seed, for the replay line, and what kind of clock it is.
   * @param witness - told of all that happens.
   */
  constructor(now: () => Ms, facts: Recording = {}, witness?: Witness) {
    this.#book = { recording: { ...facts }, now, nextStep: 0, witness };
  }

  /** What tells this recording from others. */
  get recording(): Recording {
    return this.#book.recording;
  }

  /** Work has been asked for. It takes the next id, and no step until it starts. */
  queue({ source, label, input, parent = this.#runningTask() }: Entry): OpenSpan {
    const span = new OpenSpan(this.#book, this.#all.length, { source, label, input, parent });
    this.#all.push(span);
    this.#book.witness?.queued(span);
    return span;
  }

  /** What is queued or in flight now, in the order of queueing. */
  open(): readonly OpenSpan[] {
    return this.#all.filter((span) => span.state !== 'ended');
  }

  /**
   * What has ended so far.
   *
   * @param among - the work to look at; left out, all that was recorded.
   */
  trace(among: readonly OpenSpan[] = this.#all): Trace {
    return this.#traceOf(among.filter((span) => span.state === 'ended'));
  }

  /**
   * Everything, once the body has settled: work still in flight is `unfinished` and shares the last step, work still
   * queued is listed apart. What those spans do afterwards no longer shows.
   */
  close(): Trace {
    return this.#traceOf(this.#all);
  }

  /** What has ended stays as it is, so its spans are made when the trace is looked at; the rest is fixed now. */
  #traceOf(work: readonly OpenSpan[]): Trace {
    const ran: (OpenSpan | Span)[] = [];
    const neverStarted: NeverStarted[] = [];
    for (const open of work) {
      if (!open.hasStarted) neverStarted.push(open.asOfNow() as NeverStarted);
      else ran.push(open.state === 'ended' ? open : (open.asOfNow() as Span));
    }
    const { recording, isByTime = false } = this.#book;
    const spans = (): readonly Span[] => ran.map((one) => (one instanceof OpenSpan ? (one.asOfNow() as Span) : one));
    return new Trace(() => inOrder(spans(), isByTime), { neverStarted, recording });
  }

  #runningTask(): number | undefined {
    const task = taskContext.getStore();
    return task?.recording === this.#book.recording ? task.spanId : undefined;
  }
}

/** In start order; by their times, if those were measured elsewhere. */
function inOrder(spans: readonly Span[], isByTime: boolean): readonly Span[] {
  if (!isByTime) return [...spans].sort((a, b) => a.startStep - b.startStep);
  return inSteps(spans.map((span) => ({ ...span }))).map((span) => Object.freeze(span));
}

/** The one recorder of a virtual clock, made when first asked for; all that happens in a simulation goes through it. */
export function recorderOf(clock: Clock): Recorder {
  return (
    (clock as Recorded)[RECORDER] ??
    recordBy(clock, new Recorder(() => clock.now, { seed: clock.seed, clock: clock.kind }))
  );
}

/** Has everything that happens on a clock recorded by this recorder from now on. */
export function recordBy(clock: Clock, recorder: Recorder): Recorder {
  return ((clock as Recorded)[RECORDER] = recorder);
}

/**
 * Kept by the clock itself, for whichever copy of jest-lanes: V8 empties a weak map only in its rare full collections, so
 * that one would carry along all recordings of many short simulations.
 */
const RECORDER = Symbol.for('jest-lanes.recorder');

type Recorded = Clock & { [RECORDER]?: Recorder };
