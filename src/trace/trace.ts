import { UsageError } from '../errors';
import { JUDGED, topLevel, type Judged } from './judged';
import { sourcesMeant, type Sourced } from './source';
import type { NeverStarted, Source, Span } from './span';
import { hashOf, jsonOf, type TraceJson } from './trace-json';

const TRACE = Symbol.for('jest-lanes.trace');

/** One recording, known by identity: only spans of the same recording have steps that can be compared. */
export interface Recording {
  /** The seed of the simulation that was recorded. */
  readonly seed?: number;
  /** There if it was made on the real clock, so that its times are others each time. */
  readonly clock?: 'real';
}

/** What belongs to a trace besides its spans. */
export interface TraceFacts {
  readonly neverStarted?: readonly NeverStarted[];
  readonly recording?: Recording;
}

/** What happened: the frozen spans of one recording, in start order. */
export class Trace implements Iterable<Span>, Judged {
  /** Those that started, in the order in which they did. */
  readonly spans: readonly Span[];
  /** Those that were queued and never ran, in the order of queueing. */
  readonly neverStarted: readonly NeverStarted[];
  readonly recording: Recording;
  readonly [TRACE] = true;

  constructor(spans: Iterable<Span>, { neverStarted = [], recording = {} }: TraceFacts = {}) {
    this.spans = Object.freeze(inStartOrder([...spans]));
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

  /** The spans that pass; work that never started is left out. */
  filter(select: (span: Span) => boolean): Trace {
    return new Trace(this.spans.filter(select), { recording: this.recording });
  }

  /**
   * The spans of several traces of one recording, as one trace; a span in several of them counts once.
   *
   * @throws UsageError if the traces were recorded apart, so that nobody knows which steps came first.
   */
  static merge(traces: readonly Trace[]): Trace {
    const recording = traces[0]?.recording ?? {};
    if (traces.some((trace) => trace.recording !== recording)) {
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

function inStartOrder(spans: Span[]): Span[] {
  const isOrdered = spans.every((span, i) => i === 0 || spans[i - 1]!.startStep < span.startStep);
  return isOrdered ? spans : spans.sort((a, b) => a.startStep - b.startStep);
}
