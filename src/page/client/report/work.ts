import type { NeverStartedRecord, RunRecord, SpanRecord } from '../../../handover/records';
import { formatMs } from '../../../time/format-ms';
import { hasStarted } from '../../../trace/has-started';
import type { Span } from '../../../trace/span';
import { ENDED, type Segment, piecesOf } from '../../../trace/segments';

/** A piece of work of a run: a span, or what was queued and never ran. */
export type Work = (SpanRecord & Pick<Span, 'parts'>) | NeverStartedRecord;

/** All work of a run, in the order of queueing. */
export function workOf({ spans, neverStarted = [] }: RunRecord): readonly Work[] {
  return neverStarted.length === 0 ? spans : [...spans, ...neverStarted].sort((one, other) => one.id - other.id);
}

/** The spans that matchers judge. */
export function judged({ spans }: RunRecord): readonly SpanRecord[] {
  return spans.filter(({ aside }) => aside !== true);
}

/** How long it ran, in milliseconds; 0 if it never did. */
export function tookMs(work: Work): number {
  return hasStarted(work) ? work.endedAt - work.startedAt : 0;
}

/** When it is first seen among what runs: its start, or its queueing if it never did. */
export function beginOf(work: Work): number {
  return hasStarted(work) ? work.startedAt : work.queuedAt;
}

/** What happened to it, in a sentence for those who hear it or point at it. */
export function inWords(work: Work, name: string): string {
  const lengths = piecesOf(work)
    .filter(({ segment, from, until }) => segment !== 'running' && until > from)
    .map(({ segment, from, until }) => `${segment} ${formatMs(until - from)}`);
  const when = hasStarted(work)
    ? `${formatMs(work.startedAt)} to ${formatMs(work.endedAt)}, took ${formatMs(tookMs(work))}`
    : `never started, waited until ${formatMs(work.endedAt)}`;
  return [`${name}: ${when}`, ...lengths, ENDED[work.outcome]].join(', ');
}

/** Which segments occur, in the order in which they come in a task. */
export function segmentsIn(works: readonly Work[]): readonly Segment[] {
  const found = new Set(works.flatMap((work) => piecesOf(work).map(({ segment }) => segment)));
  return SEGMENTS.filter((segment) => found.has(segment));
}

const SEGMENTS: readonly Segment[] = [
  ...(['queued', 'starting up', 'loading', 'running'] as const),
  ...(['looking up', 'connecting', 'securing', 'sending', 'waiting', 'receiving'] as const),
];
