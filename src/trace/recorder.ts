import { shared } from '../realm';
import type { Clock } from '../time/clock';
import type { Ms } from '../time/duration';
import { OpenSpan, hasStarted, type Book } from './open-span';
import type { NeverStarted, Source, Span } from './span';
import { taskContext } from './task-context';
import { Trace } from './trace';

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
   * @param seed - the simulation's seed, for the replay line.
   * @param kind - the kind of clock: on a real one every time differs from run to run.
   */
  constructor(now: () => Ms, seed?: number, kind: Clock['kind'] = 'virtual') {
    const recording = { ...(seed === undefined ? {} : { seed }), ...(kind === 'real' && { clock: kind }) };
    this.#book = { recording, now, nextStep: 0, started: [] };
  }

  /** Work has been asked for. It takes the next id, and no step until it starts. */
  queue({ source, label, input, parent = this.#runningTask() }: Entry): OpenSpan {
    const queued = { id: this.#all.length, label, input, source, parent, queuedAt: this.#book.now() };
    const span = new OpenSpan(this.#book, queued);
    this.#all.push(span);
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

  #traceOf(work: readonly OpenSpan[]): Trace {
    const spans: Span[] = [];
    const neverStarted: NeverStarted[] = [];
    for (const open of work) {
      const record = open.asOfNow();
      if (hasStarted(record)) spans.push(record);
      else neverStarted.push(record);
    }
    return new Trace(spans, { neverStarted, recording: this.#book.recording });
  }

  #runningTask(): number | undefined {
    const task = taskContext.getStore();
    return task?.recording === this.#book.recording ? task.spanId : undefined;
  }
}

/** The one recorder of a virtual clock, made when first asked for; all that happens in a simulation goes through it. */
export function recorderOf(clock: Clock): Recorder {
  const recorders = shared('recorders', () => new WeakMap<Clock, Recorder>());
  const known = recorders.get(clock);
  if (known !== undefined) return known;
  const recorder = new Recorder(() => clock.now, clock.seed, clock.kind);
  recorders.set(clock, recorder);
  return recorder;
}
