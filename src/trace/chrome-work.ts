import { type ChromeTraceEvent, QUEUE, micros } from './chrome-event';
import { hasStarted } from './has-started';
import { type Plain, plainValue } from './plain-value';
import { ENDED, piecesOf } from './segments';
import type { NeverStarted, Outcome, Source, Span } from './span';

const COLOURS: Readonly<Partial<Record<Outcome, string>>> = {
  rejected: 'terrible',
  'timed-out': 'bad',
  cancelled: 'grey',
};

/** What is told of one task: its slice with all that belongs into it, how long it waited, and where it came from. */
export function ofWork(
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
    ...printed(work, pid),
    ...(hasWaited(work) ? queued(work, pid, work.startedAt) : []),
    ...(hasWaited(work) ? arrow('queue', work.id, { pid, tid: QUEUE, ts: micros(work.queuedAt) }, start) : []),
    ...(parent === undefined
      ? []
      : arrow('inside', work.id, { pid: pids.get(parent.source)!, tid: parent.lane + 1, ts: start.ts }, start)),
  ];
}

function slice(span: Span, pid: number): ChromeTraceEvent {
  const { id, label, input, lane, startedAt, endedAt, startStep, endStep, outcome, result, error, request, worker } =
    span;
  const cname = COLOURS[outcome];
  const facts = { result, error, request, worker };
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
  return piecesOf(span)
    .filter(({ segment }) => segment !== 'queued' && segment !== 'running')
    .map(({ segment, from, until }) => {
      const [ts, end] = [micros(from), micros(until)];
      return { name: segment, cat: 'phase', ph: 'X', pid, tid: span.lane + 1, ts, dur: end - ts };
    });
}

/** What the task printed, named by its first line, or by where it went if that is empty. */
function printed({ output = [], lane }: Span, pid: number): readonly ChromeTraceEvent[] {
  return output.map(({ stream, text, at }) => {
    const [line] = text.trim().split('\n', 1);
    return {
      name: line === '' ? stream : line!,
      cat: stream,
      ph: 'i',
      s: 't',
      pid,
      tid: lane + 1,
      ts: micros(at),
      args: { text },
    };
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

/** Whether it is worth an arrow. */
export function hasWaited({ queuedAt, startedAt }: Span): boolean {
  return queuedAt < startedAt;
}
