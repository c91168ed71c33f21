import { hasStarted } from '../trace/open-span';
import type { Outcome, Span } from '../trace/span';
import type { Axis, Row } from './axis';

/** Every mark that rows are made of and what it says, in the order of the legend. */
export const MARKS = {
  '.': 'queued',
  '-': 'connecting',
  '=': 'running',
  '|': 'done',
  '!': 'failed',
  T: 'timed out',
  x: 'called off',
  '<': 'began earlier',
  '>': 'goes on',
} as const;

const END: Record<Outcome, keyof typeof MARKS> = {
  fulfilled: '|',
  rejected: '!',
  'timed-out': 'T',
  cancelled: 'x',
  unfinished: '>',
};

/** One row: how it waited, how it ran and how it ended. However short it was, its end shows. */
export function drawRow(row: Row, axis: Axis): string {
  const cells = Array<string>(axis.scale.columns).fill(' ');
  if (hasStarted(row)) drawSpan(row, axis, cells);
  else {
    const until = axis.x(row.endedAt, Infinity);
    pencil(cells, axis)('.', axis.x(row.queuedAt, 0), until);
    if (row.outcome === 'cancelled') cells[axis.scale.lastColumnOf(until)] = END.cancelled;
  }
  return cells.join('');
}

function drawSpan(span: Span, axis: Axis, cells: string[]): void {
  const { scale, x } = axis;
  const [start, end] = [x(span.startedAt, span.startStep), x(span.endedAt, span.endStep)];
  const draw = pencil(cells, axis);
  draw('.', x(span.queuedAt, 0), start);
  draw('=', start, end);
  draw('-', start, connected(span, axis, end));

  const endColumn = Math.max(scale.columnOf(start), scale.lastColumnOf(end));
  if (start < scale.from) cells[0] = '<';
  if (end > scale.until) cells[scale.columns - 1] = '>';
  else if (end > scale.from || start === end) cells[endColumn] = END[span.outcome];
}

/** Until when a request was connecting; tasks, and requests drawn on steps, do not say. */
function connected({ request, startedAt }: Span, { instant, x }: Axis, end: number): number {
  if (request === undefined || instant !== undefined) return -Infinity;
  if (request.connectedAt !== undefined) return x(Math.max(request.connectedAt, startedAt), 0);
  return ['lookup', 'connect', 'secure-connect'].includes(request.phase) ? end : -Infinity;
}

/** Draws one mark from here to there, as far as that is in sight. */
function pencil(cells: string[], { scale }: Axis): (mark: string, from: number, until: number) => void {
  return (mark, from, until) => {
    if (until <= Math.max(from, scale.from) || from >= scale.until) return;
    cells.fill(mark, scale.columnOf(from), scale.lastColumnOf(until) + 1);
  };
}
