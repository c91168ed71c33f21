import { piecesOf } from '../../../trace/segments';
import { type Work, beginOf } from '../report/work';
import type { Row, RowsBy } from '../timeline/rows';
import { BAR, ROW, paintEnd, paintPieces, paintTiny } from './bars';
import { type Brush, beyondGutter, xOf } from './brush';
import { fitting, widthOf } from './texts';

/** What of a timeline's rows is painted. */
export interface PaintedRows {
  readonly rows: readonly Row[];
  readonly by: RowsBy;
  readonly names: ReadonlyMap<Work, string>;
  /** How far the rows are scrolled, in pixels. */
  readonly scrolled: number;
}

/** Paints the rows that are in sight, and of each row what is in the window. */
export function paintRows(brush: Brush, those: PaintedRows): void {
  const { rows, scrolled } = those;
  const first = Math.max(Math.floor(scrolled / ROW), 0);
  const last = Math.min(Math.ceil((scrolled + brush.height) / ROW), rows.length);
  beyondGutter(brush, () => {
    for (let i = first; i < last; i++) {
      const y = i * ROW - scrolled;
      if (those.by === 'tasks') paintTask(brush, rows[i]!.spans[0]!, y);
      else paintLane(brush, rows[i]!.spans, y, those.names);
    }
  });
  for (let i = first; i < last; i++) paintLabel(brush, rows[i]!, i * ROW - scrolled);
}

function paintTask(brush: Brush, work: Work, y: number): void {
  paintPieces(brush, work, y, true);
  paintEnd(brush, work, y, true);
}

/** A bar narrower than this, in pixels, is too narrow for its phases to be told apart. */
const TELLING = 4;

/** A name that has less room than this, in pixels, says nothing. */
const LEAST_ROOM = 24;

/** In a lane each span begins after the one before, so what is in the window is found by halving. */
function paintLane(brush: Brush, works: readonly Work[], y: number, names: ReadonlyMap<Work, string>): void {
  const { scale } = brush;
  const troubled: Work[] = [];
  let painted = -Infinity;
  for (let i = firstInSight(works, scale.from); i < works.length; i++) {
    const work = works[i]!;
    if (beginOf(work) > scale.until) break;
    if (work.outcome !== 'fulfilled') troubled.push(work);
    const right = xOf(brush, work.endedAt);
    // What is all in a pixel that has been painted would not show.
    if (right - painted < 0.5) continue;
    const isTiny = right - xOf(brush, beginOf(work)) < TELLING;
    if (isTiny) paintTiny(brush, work, y);
    else paintPieces(brush, work, y, false);
    if (!isTiny) paintGap(brush, right, y);
    paintName(brush, work, y, names.get(work)!);
    painted = right;
  }
  // Last, so that no neighbour covers their marks.
  let marked = -Infinity;
  for (const work of troubled) {
    const x = xOf(brush, work.endedAt);
    if (x - marked < 1) continue;
    paintEnd(brush, work, y, false);
    marked = x;
  }
}

function firstInSight(works: readonly Work[], from: number): number {
  let [low, high] = [0, works.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (works[middle]!.endedAt >= from) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What keeps neighbours in a lane apart. */
function paintGap({ context, palette }: Brush, x: number, y: number): void {
  context.fillStyle = palette.paper;
  context.fillRect(x - 0.5, y + (ROW - BAR) / 2, 1, BAR);
}

/** In the longest of its pieces, so that it hides none of the others. */
function paintName(brush: Brush, work: Work, y: number, name: string): void {
  const { context, palette, gutter, width } = brush;
  if (xOf(brush, work.endedAt) - xOf(brush, beginOf(work)) < LEAST_ROOM) return;
  const pieces = piecesOf(work).filter(({ segment }) => segment !== 'queued');
  const longest = pieces.reduce((one, other) => (other.until - other.from > one.until - one.from ? other : one));
  const left = Math.max(xOf(brush, longest.from), gutter);
  const room = Math.min(xOf(brush, longest.until), width) - left - 12;
  if (room < LEAST_ROOM) return;
  const text = fitting(context, name, room);
  context.fillStyle = palette.paper;
  context.globalAlpha = 0.9;
  context.fillRect(left + 3, y + (ROW - BAR) / 2 + 1, widthOf(context, text) + 6, BAR - 2);
  context.globalAlpha = 1;
  context.fillStyle = palette.ink;
  context.fillText(text, left + 6, y + ROW / 2 + 0.5);
}

function paintLabel({ context, palette, gutter }: Brush, { label, depth }: Row, y: number): void {
  const indent = Math.min(depth, 6) * 12;
  context.fillStyle = depth === 0 ? palette.ink : palette.faint;
  context.fillText(fitting(context, label, gutter - indent - 22), 8 + indent, y + ROW / 2 + 0.5);
}

/** How wide the labels want to be, in pixels. */
export function gutterFor(context: CanvasRenderingContext2D, rows: readonly Row[], width: number): number {
  let widest = 100;
  // Enough to know: who has more rows has names of about the same length.
  for (const { label, depth } of rows.slice(0, 500)) {
    widest = Math.max(widest, widthOf(context, label) + Math.min(depth, 6) * 12);
  }
  return Math.round(Math.min(widest + 26, width * 0.3, 260));
}
