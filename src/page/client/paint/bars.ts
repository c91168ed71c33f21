import { formatMs } from '../../../time/format-ms';
import { type Piece, piecesOf } from '../../../trace/segments';
import { type Work, beginOf, tookMs } from '../report/work';
import { type Brush, xOf } from './brush';

export const ROW = 24;
export const BAR = 14;
const TOP = (ROW - BAR) / 2;

/** The bar of a task: thin while it was queued, thick while it ran, in the phases of a request. */
export function paintPieces(brush: Brush, work: Work, y: number, withQueue: boolean): void {
  for (const piece of piecesOf(work)) {
    if (piece.segment !== 'queued') paintPiece(brush, piece, y);
    else if (withQueue) paintQueue(brush, piece, y);
  }
}

/** A bar that is too narrow for its pieces: the last of them stands for all. */
export function paintTiny(brush: Brush, work: Work, y: number): void {
  const segment = piecesOf(work).at(-1)?.segment ?? 'running';
  const [x, right] = [clamped(brush, beginOf(work)), clamped(brush, work.endedAt)];
  brush.context.fillStyle = brush.palette.segments[segment];
  brush.context.fillRect(x, y + TOP, Math.max(right - x - 0.5, 1), BAR);
}

function paintPiece(brush: Brush, { segment, from, until }: Piece, y: number): void {
  const { context, fills } = brush;
  const [x, right] = [clamped(brush, from), clamped(brush, until)];
  context.fillStyle = fills[segment];
  // Nothing is so short that it does not show.
  context.fillRect(x, y + TOP, Math.max(right - x, 1.5), BAR);
  if (segment === 'waiting' && right - x > 3) hollow(brush, x, right, y);
}

/** Who waits for an answer does nothing: its bar is an outline with a light filling. */
function hollow({ context, palette }: Brush, x: number, right: number, y: number): void {
  context.fillStyle = palette.paper;
  context.globalAlpha = 0.72;
  context.fillRect(x + 1, y + TOP + 1.5, right - x - 2, BAR - 3);
  context.globalAlpha = 1;
}

function paintQueue(brush: Brush, { from, until }: Piece, y: number): void {
  const { context, fills } = brush;
  const [x, right] = [clamped(brush, from), clamped(brush, until)];
  context.strokeStyle = fills.queued;
  context.lineWidth = 2;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(x, y + ROW / 2);
  context.lineTo(Math.max(right, x + 1), y + ROW / 2);
  context.stroke();
  context.setLineDash([]);
}

const MARKS = { fulfilled: '', rejected: '!', 'timed-out': 'T', cancelled: '×', unfinished: '▸' } as const;

/** How a task ended, if not well, and in a row of its own how long it took. */
export function paintEnd(brush: Brush, work: Work, y: number, withLength: boolean): void {
  const { context, palette } = brush;
  const x = xOf(brush, work.endedAt);
  if (x < brush.gutter - ROW || x > brush.width + 1) return;
  const mark = MARKS[work.outcome];
  if (mark !== '') paintMark(brush, mark, x, y);
  if (!withLength) return;
  context.fillStyle = palette.faint;
  context.fillText(formatMs(tookMs(work)), x + (mark === '' ? 6 : 12), y + ROW / 2 + 0.5);
}

function paintMark({ context, palette }: Brush, mark: string, x: number, y: number): void {
  context.fillStyle = mark === MARKS.unfinished ? palette.ink : palette.bad;
  context.beginPath();
  context.arc(x, y + ROW / 2, 7.5, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = palette.paper;
  context.textAlign = 'center';
  context.font = `bold ${context.font}`;
  context.fillText(mark, x, y + ROW / 2 + 0.5);
  context.font = context.font.replace('bold ', '');
  context.textAlign = 'start';
}

/** Keeps bars from being millions of pixels long when one looks closely. */
function clamped(brush: Brush, at: number): number {
  return Math.min(Math.max(xOf(brush, at), brush.gutter), brush.width);
}
