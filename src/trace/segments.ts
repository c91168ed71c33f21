import type { Ms } from '../time/duration';
import { hasStarted } from './has-started';
import type { NeverStarted, Outcome, Phase, Span, SpanPart } from './span';

/** What somebody looks at while a task is on its way: queueing, a part of it, running, or a phase of a request. */
export type Segment =
  | 'queued'
  | SpanPart['name']
  | 'running'
  | 'looking up'
  | 'connecting'
  | 'securing'
  | 'sending'
  | 'waiting'
  | 'receiving';

/** A piece of some work. Instants are in milliseconds, with the steps that were taken then. */
export interface Piece {
  readonly segment: Segment;
  readonly from: Ms;
  readonly until: Ms;
  readonly fromStep: number;
  readonly untilStep: number;
}

/** How things end, in words. */
export const ENDED: Readonly<Record<Outcome, string>> = {
  fulfilled: 'done',
  rejected: 'failed',
  'timed-out': 'timed out',
  cancelled: 'cancelled',
  unfinished: 'unfinished',
};

const DURING: Readonly<Record<Phase, Segment>> = {
  lookup: 'looking up',
  connect: 'connecting',
  'secure-connect': 'securing',
  send: 'sending',
  'first-byte': 'waiting',
  body: 'receiving',
  done: 'receiving',
};

/** What pieces are told from: of work that ran, and of work that never did. */
export type Timed =
  | Pick<Span, 'queuedAt' | 'startedAt' | 'endedAt' | 'startStep' | 'endStep' | 'parts' | 'request'>
  | Pick<NeverStarted, 'queuedAt' | 'endedAt'>;

/** The pieces of some work that take time (or steps, when all happened at one instant), in their order. */
export function piecesOf(work: Timed): readonly Piece[] {
  const started = hasStarted(work);
  const [until, untilStep] = started ? [work.startedAt, work.startStep] : [work.endedAt, Infinity];
  const queued: Piece = { segment: 'queued', from: work.queuedAt, until, fromStep: 0, untilStep };
  return [...(until > work.queuedAt ? [queued] : []), ...(started ? ran(work) : [])];
}

function ran(span: Extract<Timed, { readonly startStep: number }>): readonly Piece[] {
  const { startedAt, endedAt, startStep, endStep, request, parts = [] } = span;
  const steps = { fromStep: startStep, untilStep: endStep };
  const pieces: Piece[] = [];
  let from = startedAt;
  const pass = (segment: Segment, end: Ms | undefined): void => {
    if (end === undefined || end <= from) return;
    pieces.push({ segment, from, until: end, ...steps });
    from = end;
  };
  for (const { name, until } of parts) pass(name, Math.min(until, endedAt));
  if (request === undefined || startedAt === endedAt) {
    return from < endedAt || pieces.length === 0
      ? [...pieces, { segment: 'running', from, until: endedAt, ...steps }]
      : pieces;
  }
  const { lookedUpAt, acceptedAt, connectedAt, sentAt, firstByteAt, phase } = request;
  pass('looking up', lookedUpAt);
  pass('connecting', acceptedAt ?? connectedAt);
  pass('securing', connectedAt);
  pass('sending', sentAt);
  pass('waiting', firstByteAt);
  // A phase that ended in the same instant in which the request did takes no time.
  return from < endedAt ? [...pieces, { segment: DURING[phase], from, until: endedAt, ...steps }] : pieces;
}
