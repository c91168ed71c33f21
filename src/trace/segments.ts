import type { Ms } from '../time/duration';
import { hasStarted } from './has-started';
import type { NeverStarted, Outcome, Phase, Span } from './span';

/** What somebody looks at while a task is on its way: queueing, running, or a phase of a request. */
export type Segment =
  'queued' | 'running' | 'looking up' | 'connecting' | 'securing' | 'sending' | 'waiting' | 'receiving';

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
  cancelled: 'called off',
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
  | Pick<Span, 'queuedAt' | 'startedAt' | 'endedAt' | 'startStep' | 'endStep' | 'request'>
  | Pick<NeverStarted, 'queuedAt' | 'endedAt'>;

/** The pieces of some work that take time (or steps, when all happened at one instant), in their order. */
export function piecesOf(work: Timed): readonly Piece[] {
  const started = hasStarted(work);
  const [until, untilStep] = started ? [work.startedAt, work.startStep] : [work.endedAt, Infinity];
  const queued: Piece = { segment: 'queued', from: work.queuedAt, until, fromStep: 0, untilStep };
  return [...(until > work.queuedAt ? [queued] : []), ...(started ? ran(work) : [])];
}

function ran(span: Extract<Timed, { readonly startStep: number }>): readonly Piece[] {
  const { startedAt, endedAt, startStep, endStep, request } = span;
  const steps = { fromStep: startStep, untilStep: endStep };
  if (request === undefined || startedAt === endedAt) {
    return [{ segment: 'running', from: startedAt, until: endedAt, ...steps }];
  }
  const { lookedUpAt, acceptedAt, connectedAt, sentAt, firstByteAt, phase } = request;
  const ends: [Segment, Ms | undefined][] = [
    ['looking up', lookedUpAt],
    ['connecting', acceptedAt ?? connectedAt],
    ['securing', connectedAt],
    ['sending', sentAt],
    ['waiting', firstByteAt],
  ];
  const pieces: Piece[] = [];
  let from = startedAt;
  for (const [segment, end] of ends) {
    if (end === undefined || end <= from) continue;
    pieces.push({ segment, from, until: end, ...steps });
    from = end;
  }
  // A phase that ended in the same instant in which the request did takes no time.
  return from < endedAt ? [...pieces, { segment: DURING[phase], from, until: endedAt, ...steps }] : pieces;
}
