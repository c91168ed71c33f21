import { hasStarted } from '../trace/open-span';
import type { Outcome, RequestFacts, Span } from '../trace/span';
import type { Axis, Row } from './axis';
import { waited } from './waited';

/** Every mark that rows are made of and what it says, in the order of the legend. */
export const MARKS = {
  '.': 'queued',
  ':': 'starting up',
  '%': 'loading',
  '-': 'connecting',
  '=': 'running',
  '#': 'receiving',
  '|': 'done',
  '!': 'failed',
  T: 'timed out',
  x: 'cancelled',
  '<': 'began earlier',
  '>': 'goes on',
} as const;

type Mark = keyof typeof MARKS;

/** The mark of an end. */
export const END = {
  fulfilled: '|',
  rejected: '!',
  'timed-out': 'T',
  cancelled: 'x',
  unfinished: '>',
} as const satisfies Record<Outcome, Mark>;

// Where several spans share a column, the mark with the most to say stays.
const WEIGHT: Readonly<Record<string, number>> = {
  ...{ ' ': 0, '.': 1, '=': 2, ':': 2, '%': 2, '-': 2, '#': 2 },
  ...{ '|': 3, '<': 4, '>': 5, x: 6, T: 7, '!': 8 },
};

/** One row: how the work waited, how it ran and how it ended. However short it was, its end shows. */
export function drawRow(row: Row, axis: Axis): string {
  const cells = emptyCells(axis);
  const { from, until } = waited(row, axis);
  pencil(cells, axis)('.', from, until);
  if (hasStarted(row)) drawSpan(row, axis, cells);
  else if (row.outcome === 'cancelled') put(cells, axis.scale.lastColumnOf(until), END.cancelled);
  return cells.join('');
}

/** A row without anything in it. */
export function emptyCells({ scale }: Axis): string[] {
  return Array<string>(scale.columns).fill(' ');
}

/** Draws how a span ran and ended into a row that may hold others. */
export function drawSpan(span: Span, axis: Axis, cells: string[]): void {
  const { scale, x } = axis;
  const [start, end] = [x(span.startedAt, span.startStep), x(span.endedAt, span.endStep)];
  const draw = pencil(cells, axis);
  draw('=', start, end);
  if (axis.instant === undefined) drawParts(span, draw);
  if (span.request !== undefined && axis.instant === undefined) {
    draw('-', start, connected(span.request, span));
    draw('#', span.request.firstByteAt ?? Infinity, end);
  }

  if (start < scale.from && end > scale.from) put(cells, 0, '<');
  if (end > scale.until && start < scale.until) put(cells, scale.columns - 1, '>');
  else if (end <= scale.until && (end > scale.from || start === end)) {
    put(cells, Math.max(scale.columnOf(start), scale.lastColumnOf(end)), END[span.outcome]);
  }
}

function drawParts({ startedAt, endedAt, parts = [] }: Span, draw: ReturnType<typeof pencil>): void {
  let from = startedAt;
  for (const { name, until } of parts) {
    draw(name === 'loading' ? '%' : ':', from, Math.min(until, endedAt));
    from = Math.max(from, until);
  }
}

/** Until when a request was connecting. */
function connected({ connectedAt, phase }: RequestFacts, { startedAt, endedAt }: Span): number {
  if (connectedAt !== undefined) return Math.max(connectedAt, startedAt);
  return ['lookup', 'connect', 'secure-connect'].includes(phase) ? endedAt : -Infinity;
}

/** Draws one mark from here to there, as far as that is in sight. */
function pencil(cells: string[], { scale }: Axis): (mark: Mark, from: number, until: number) => void {
  return (mark, from, until) => {
    if (until <= Math.max(from, scale.from) || from >= scale.until) return;
    const last = scale.lastColumnOf(until);
    for (let column = scale.columnOf(from); column <= last; column++) put(cells, column, mark);
  };
}

function put(cells: string[], column: number, mark: Mark): void {
  if (WEIGHT[mark]! >= WEIGHT[cells[column]!]!) cells[column] = mark;
}
