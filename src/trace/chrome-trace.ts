import { type ChromeTraceEvent, QUEUE, micros } from './chrome-event';
import { hasWaited, ofWork } from './chrome-work';
import { inFlight } from './in-flight';
import type { NeverStarted, Source, Span } from './span';
import type { Trace } from './trace';

/** A trace in the Trace Event Format, as `chrome://tracing` and Perfetto open it. */
export interface ChromeTrace {
  readonly displayTimeUnit: 'ms';
  readonly otherData: { readonly seed?: number; readonly clock: 'virtual' | 'real' };
  readonly traceEvents: readonly ChromeTraceEvent[];
}

/**
 * A trace in Chrome's Trace Event Format: open `JSON.stringify` of it in https://ui.perfetto.dev.
 *
 * Each pool, server or observed function is a process, each of its lanes a thread, each span a slice, with the phases of
 * a request inside it and what a task printed as instants; its arguments tell in which process and thread a worker ran
 * it. What waited has a track of its own, and an arrow from where it was asked for to where it started;
 * an arrow leads also from a task to the requests that it made. A counter says how many were in flight.
 *
 * @see https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 * @example
 * const { traceEvents } = chromeTrace(trace(span('a', 0, 10)));
 * traceEvents.filter(({ ph }) => ph === 'X').map(({ name, ts, dur }) => [name, ts, dur]) // => [['a', 0, 10000]]
 */
export function chromeTrace(trace: Trace): ChromeTrace {
  const { recording, sources } = trace;
  const pids = new Map(sources.map((source, i) => [source, i + 1]));
  const byId = new Map(trace.spans.map((span) => [span.id, span]));
  return {
    displayTimeUnit: 'ms',
    otherData: {
      ...(recording.seed === undefined ? {} : { seed: recording.seed }),
      clock: recording.clock ?? 'virtual',
    },
    traceEvents: [
      ...sources.flatMap((source) => ofSource(trace, source, pids.get(source)!)),
      ...[...trace.spans, ...trace.neverStarted].flatMap((work) => ofWork(work, pids, byId)),
    ],
  };
}

/** Readers are strict: as Chrome writes it, with a category and an instant. */
const ABOUT = { cat: '__metadata', ph: 'M', ts: 0 } as const;

function ofSource({ spans, neverStarted }: Trace, source: Source, pid: number): readonly ChromeTraceEvent[] {
  const own = spans.filter((span) => span.source === source);
  const waiting = [...own.filter(hasWaited), ...neverStarted.filter((work) => work.source === source)];
  const lanes = [...new Set(own.map((span) => span.lane))].sort((a, b) => a - b);
  return [
    { name: 'process_name', ...ABOUT, pid, tid: QUEUE, args: { name: source.name } },
    { name: 'process_sort_index', ...ABOUT, pid, tid: QUEUE, args: { sort_index: pid } },
    ...(waiting.length === 0 ? [] : [threadName(pid, QUEUE, 'asked for')]),
    ...lanes.map((lane) => threadName(pid, lane + 1, `lane ${lane}`)),
    ...asked(waiting, pid),
    ...counted(own, pid),
  ];
}

function threadName(pid: number, tid: number, name: string): ChromeTraceEvent {
  return { name: 'thread_name', ...ABOUT, pid, tid, args: { name } };
}

/** One slice for all that is asked for at an instant, for the arrows to begin in. */
function asked(waiting: readonly (Span | NeverStarted)[], pid: number): readonly ChromeTraceEvent[] {
  const byInstant = new Map<number, string[]>();
  for (const { queuedAt, label } of waiting) {
    const ts = micros(queuedAt);
    const labels = byInstant.get(ts);
    if (labels === undefined) byInstant.set(ts, [label]);
    else labels.push(label);
  }
  return [...byInstant]
    .sort(([one], [other]) => one - other)
    .map(([ts, labels]) => {
      const name = labels.length === 1 ? labels[0]! : `${labels.length} asked for`;
      return { name, cat: 'queue', ph: 'X', pid, tid: QUEUE, ts, dur: SHORT, args: { labels } };
    });
}

// Arrows begin in a slice that takes time, however little: in nanoseconds' reach, and shorter than any step of a clock.
const SHORT = 0.001;

function counted(spans: readonly Span[], pid: number): readonly ChromeTraceEvent[] {
  const { at, counts } = inFlight(spans);
  return Array.from(counts, (count, i) => {
    return { name: 'in flight', cat: 'in flight', ph: 'C', pid, tid: QUEUE, ts: micros(at[i]!), args: { count } };
  });
}
