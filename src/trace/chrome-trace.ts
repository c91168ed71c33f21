import { inFlight } from './in-flight';
import { hasStarted } from './open-span';
import { type Plain, plainValue } from './plain-value';
import { ENDED, piecesOf } from './segments';
import type { NeverStarted, Outcome, Source, Span } from './span';
import type { Trace } from './trace';

/** A trace in the Trace Event Format, as `chrome://tracing` and Perfetto open it. */
export interface ChromeTrace {
  readonly displayTimeUnit: 'ms';
  readonly otherData: { readonly seed?: number; readonly clock: 'virtual' | 'real' };
  readonly traceEvents: readonly ChromeTraceEvent[];
}

/** An event of that format; `ts` and `dur` are in microseconds. */
export interface ChromeTraceEvent {
  readonly name: string;
  readonly cat?: string;
  readonly ph: 'M' | 'X' | 'b' | 'e' | 's' | 'f' | 'C';
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly bp?: 'e';
  readonly cname?: string;
  readonly args?: Readonly<Record<string, Plain>>;
}

/** The thread on which work is asked for; lanes come after it. */
const QUEUE = 0;

const COLOURS: Readonly<Partial<Record<Outcome, string>>> = {
  rejected: 'terrible',
  'timed-out': 'bad',
  cancelled: 'grey',
};

/**
 * A trace in Chrome's Trace Event Format: open `JSON.stringify` of it in https://ui.perfetto.dev.
 *
 * Each pool, server or observed function is a process, each of its lanes a thread, each span a slice, with the phases of
 * a request inside it. What waited has a track of its own, and an arrow from where it was asked for to where it started;
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

function ofSource({ spans, neverStarted }: Trace, source: Source, pid: number): readonly ChromeTraceEvent[] {
  const own = spans.filter((span) => span.source === source);
  const waiting = [...own.filter(hasWaited), ...neverStarted.filter((work) => work.source === source)];
  const lanes = [...new Set(own.map((span) => span.lane))].sort((a, b) => a - b);
  return [
    { name: 'process_name', ph: 'M', pid, args: { name: source.name } },
    { name: 'process_sort_index', ph: 'M', pid, args: { sort_index: pid } },
    ...(waiting.length === 0 ? [] : [threadName(pid, QUEUE, 'asked for')]),
    ...lanes.map((lane) => threadName(pid, lane + 1, `lane ${lane}`)),
    ...asked(waiting, pid),
    ...counted(own, pid),
  ];
}

function threadName(pid: number, tid: number, name: string): ChromeTraceEvent {
  return { name: 'thread_name', ph: 'M', pid, tid, args: { name } };
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
    return { name: 'in flight', ph: 'C', pid, ts: micros(at[i]!), args: { count } };
  });
}

function ofWork(
  work: Span | NeverStarted,
  pids: ReadonlyMap<Source, number>,
  byId: ReadonlyMap<number, Span>,
): readonly ChromeTraceEvent[] {
  const pid = pids.get(work.source)!;
  if (!hasStarted(work)) return queued(work, pid, work.endedAt);
  const parent = work.parent === undefined ? undefined : byId.get(work.parent);
  const start = { pid, tid: work.lane + 1, ts: micros(work.startedAt) };
  return [
    slice(work, pid),
    ...phases(work, pid),
    ...(hasWaited(work) ? queued(work, pid, work.startedAt) : []),
    ...(hasWaited(work) ? arrow('queue', work.id, { pid, tid: QUEUE, ts: micros(work.queuedAt) }, start) : []),
    ...(parent === undefined
      ? []
      : arrow('inside', work.id, { pid: pids.get(parent.source)!, tid: parent.lane + 1, ts: start.ts }, start)),
  ];
}

function slice(span: Span, pid: number): ChromeTraceEvent {
  const { id, label, input, lane, startedAt, endedAt, startStep, endStep, outcome, result, error, request } = span;
  const cname = COLOURS[outcome];
  const facts = { result, error, request };
  const args = Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : [[key, plainValue(value)]]));
  return {
    ...{ name: label, cat: span.source.kind, ph: 'X', pid, tid: lane + 1 },
    ...{ ts: micros(startedAt), dur: micros(endedAt) - micros(startedAt) },
    ...(cname === undefined ? {} : { cname }),
    args: {
      ...{ id, outcome: ENDED[outcome], input: plainValue(input), startStep, endStep },
      ...(Object.fromEntries(args) as Record<string, Plain>),
    },
  };
}

function phases(span: Span, pid: number): readonly ChromeTraceEvent[] {
  if (span.request === undefined && span.parts === undefined) return [];
  return piecesOf(span)
    .filter(({ segment }) => segment !== 'queued' && segment !== 'running')
    .map(({ segment, from, until }) => {
      const [ts, end] = [micros(from), micros(until)];
      return { name: segment, cat: 'phase', ph: 'X', pid, tid: span.lane + 1, ts, dur: end - ts };
    });
}

/** How long it waited: on a track where many may wait at once. */
function queued({ id, label, queuedAt, outcome }: Span | NeverStarted, pid: number, until: number): ChromeTraceEvent[] {
  const common = { name: label, cat: 'queued', pid, id } as const;
  return [
    { ...common, ph: 'b', ts: micros(queuedAt), args: { outcome: ENDED[outcome] } },
    { ...common, ph: 'e', ts: micros(until) },
  ];
}

type Place = Required<Pick<ChromeTraceEvent, 'pid' | 'tid' | 'ts'>>;

function arrow(cat: string, id: number, from: Place, to: Place): readonly ChromeTraceEvent[] {
  return [
    { name: cat, cat, ph: 's', id, ...from },
    { name: cat, cat, ph: 'f', bp: 'e', id, ...to },
  ];
}

function hasWaited({ queuedAt, startedAt }: Span): boolean {
  return queuedAt < startedAt;
}

/** Milliseconds as microseconds, to the nanosecond. */
function micros(ms: number): number {
  return Number((ms * 1000).toFixed(3));
}
