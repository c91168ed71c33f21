import type { SpanRecord } from '../../../handover/records';
import { formatMs } from '../../../time/format-ms';
import { ENDED, type Piece, type Segment, piecesOf } from '../../../trace/segments';

/** A span that ran. */
export type Ran = SpanRecord & Required<Pick<SpanRecord, 'startedAt' | 'lane'>>;

/** Tells a span that ran from work that was queued and never did. */
export function ran(span: SpanRecord): span is Ran {
  return span.startedAt !== undefined;
}

/** How long it ran, in milliseconds; 0 if it never did. */
export function tookMs(span: SpanRecord): number {
  return span.endedAt - (span.startedAt ?? span.endedAt);
}

/** Its pieces: queueing, and running or the phases of a request. Records have no steps, and none are needed here. */
export function segmentsOf(span: SpanRecord): readonly Piece[] {
  const queued = { ...span, input: undefined, parent: span.parent };
  if (ran(span)) return piecesOf({ ...queued, ...span, parent: span.parent, startStep: 0, endStep: 0 });
  return piecesOf({ ...queued, outcome: span.outcome === 'unfinished' ? 'unfinished' : 'cancelled' });
}

/** What happened to a span, in a sentence for those who hear it or point at it. */
export function inWords(span: SpanRecord, name: string): string {
  const lengths = segmentsOf(span)
    .filter(({ segment }) => segment !== 'running')
    .map(({ segment, from, until }) => `${segment} ${formatMs(until - from)}`);
  const when = ran(span)
    ? `${formatMs(span.startedAt)} to ${formatMs(span.endedAt)}, took ${formatMs(tookMs(span))}`
    : `never started, waited until ${formatMs(span.endedAt)}`;
  return [`${name}: ${when}`, ...lengths, ENDED[span.outcome]].join(', ');
}

/** Which segments occur, in the order in which they come in a task. */
export function segmentsIn(spans: readonly SpanRecord[]): readonly Segment[] {
  const found = new Set(spans.flatMap((span) => segmentsOf(span).map(({ segment }) => segment)));
  return SEGMENTS.filter((segment) => found.has(segment));
}

const SEGMENTS: readonly Segment[] = [
  ...(['queued', 'running', 'looking up', 'connecting', 'securing', 'sending', 'waiting', 'receiving'] as const),
];
