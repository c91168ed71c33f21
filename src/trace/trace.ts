import { UsageError, expected } from '../errors';
import { JUDGED, topLevel, type Judged } from './judged';
import { sourcesMeant, type Sourced } from './source';
import type { NeverStarted, Source, Span } from './span';
import { hashOf, jsonOf, type TraceJson } from './trace-json';

const TRACE = Symbol.for('jest-lanes.trace');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** One recording, known by identity: only spans of the same recording have steps that can be compared. */
export interface Recording {
  /** The seed of the simulation that was recorded. */
  readonly seed?: number;
  /** The clock that its times are of: on the real one they are never the same twice. None for a trace made by hand. */
  readonly clock?: 'virtual' | 'real';
}

/** What belongs to a trace besides its spans. */
export interface TraceFacts {
  readonly neverStarted?: readonly NeverStarted[];
  readonly recording?: Recording;
}

/** What happened: the frozen spans of one recording, in start order. */
export class Trace implements Iterable<Span>, Judged {
  /** Those that started, in the order in which they did. */
  declare readonly spans: readonly Span[];
  /** Those that were queued and never ran, in the order of queueing. */
  readonly neverStarted: readonly NeverStarted[];
  readonly recording: Recording;
  readonly [TRACE] = true;
  #spans: readonly Span[] | (() => readonly Span[]);

  /**
   * A property that is there like any other, as whoever compares traces compares their spans, though they are made by the
   * first who looks. One getter for all traces: V8 keeps what one of their own would capture until a full collection.
   */
  static readonly #late = {
    enumerable: true,
    get(this: Trace): readonly Span[] {
      if (typeof this.#spans === 'function') this.#spans = Object.freeze(this.#spans());
      return this.#spans;
    },
  };

  /** @param spans - the spans, or what makes them, in start order, when they are first looked at. */
  constructor(spans: Iterable<Span> | (() => readonly Span[]), { neverStarted = [], recording = {} }: TraceFacts = {}) {
    this.#spans =
      typeof spans === 'function' ? spans : Object.freeze([...spans].sort((a, b) => a.startStep - b.startStep));
    Object.defineProperty(this, 'spans', Trace.#late);
    this.neverStarted = Object.freeze([...neverStarted]);
    this.recording = recording;
    Object.freeze(this);
  }

  get length(): number {
    return this.spans.length;
  }

  /** Who the spans belong to, in the order of first appearance. */
  get sources(): readonly Source[] {
    return [...new Set([...this.spans, ...this.neverStarted].map((work) => work.source))];
  }

  [Symbol.iterator](): Iterator<Span> {
    return this.spans[Symbol.iterator]();
  }

  /**
   * The spans of one source.
   *
   * @param source - a pool, a server, an observed function, or its name.
   * @throws UsageError if it is none of these, or a name that no source of the trace has.
   */
  only(source: Sourced): Trace {
    const meant = new Set(sourcesMeant(this.sources, source));
    const neverStarted = this.neverStarted.filter((work) => meant.has(work.source));
    return new Trace(
      this.spans.filter((span) => meant.has(span.source)),
      { neverStarted, recording: this.recording },
    );
  }

  /**
   * The spans that pass, as a trace of their own: they keep their steps and lanes, so whatever is measured or judged of
   * them is what it was among the others. Work that never started is left out.
   *
   * @param select - says of a span whether it is meant.
   * @throws UsageError if `select` is no function.
   * @example trace(span('a', 0, 10), span('b', 5, 20)).filter((one) => one.endedAt > 10).length // => 1
   */
  filter(select: (span: Span) => boolean): Trace {
    if (typeof select !== 'function') throw expected('select', 'a function of a span', select);
    return new Trace(
      this.spans.filter((span) => select(span)),
      { recording: this.recording },
    );
  }

  /**
   * This trace and others of the same recording as one: all spans in the order of their start steps, so there are no
   * ties; one that is in several of them counts once. The traces themselves stay as they are.
   *
   * @param others - what `only` and `filter` gave of the same run, or what servers and observed functions recorded in it.
   * @throws UsageError if one was recorded apart, so that nobody knows which steps came first; one without any work may be.
   * @example
   * const all = trace(span('a', 0, 10), span('b', 5, 20), span('c', 7, 9));
   * const [a, c] = ['a', 'c'].map((label) => all.filter((one) => one.label === label));
   * c.merge(a).spans.map((one) => one.label) // => ['a', 'c']
   */
  merge(...others: readonly Trace[]): Trace {
    return Trace.merge([this, ...others]);
  }

  /** The spans of several traces of one recording, as one trace: as the method `merge` does. */
  static merge(traces: readonly Trace[]): Trace {
    const stray: unknown = traces.find((trace: unknown) => !isTrace(trace));
    if (stray !== undefined) throw expected('others', 'traces: `run.trace`, `traceOf(fn)`', stray);
    const held = traces.filter((trace) => trace.length + trace.neverStarted.length > 0);
    const recording = (held[0] ?? traces[0])?.recording ?? {};
    if (held.some((trace) => trace.recording !== recording)) {
      throw new UsageError('Expected the traces of one simulation, got traces that were recorded apart.');
    }
    const spans = new Map(traces.flatMap((trace) => trace.spans.map((span) => [span.id, span])));
    const waiting = new Map(traces.flatMap((trace) => trace.neverStarted.map((work) => [work.id, work])));
    return new Trace(spans.values(), { neverStarted: [...waiting.values()].sort((a, b) => a.id - b.id), recording });
  }

  [JUDGED](): Trace {
    const { spans, neverStarted } = topLevel(this);
    return new Trace(spans, { neverStarted, recording: this.recording });
  }

  /** @internal As `console.log` shows it: spans that are made late look like any others. */
  [INSPECT](depth: number, options: object, inspect: (value: object, options: object) => string): string {
    const { spans, neverStarted, recording } = this;
    return depth < 0 ? '[Trace]' : `Trace ${inspect({ spans, neverStarted, recording }, { ...options, depth })}`;
  }

  /** The trace as plain data, the same to the byte each time the same things happen. */
  toJSON(): TraceJson {
    return jsonOf(this);
  }

  /**
   * A fingerprint of what ran when, in 64 hexadecimal digits: labels, parents, instants, steps, outcomes and the facts of
   * requests. Results, errors, inputs, lanes and the names of pools do not count, so that the same scenario has one hash
   * over all clients and engines.
   */
  hash(): string {
    return hashOf(this);
  }
}

/** Whether a value is a trace, made by whichever copy of jest-lanes. */
export function isTrace(value: unknown): value is Trace {
  return typeof value === 'object' && value !== null && TRACE in value;
}
