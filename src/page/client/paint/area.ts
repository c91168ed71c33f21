import { type Counts, firstAfter } from '../report/counts';
import { type Brush, beyondGutter, xOf } from './brush';

export const AREA = 54;

/** How many were in flight, as an area; the greatest of each column, so that no peak hides between two. */
export function paintInFlight(brush: Brush, counts: Counts, most: number, top: number): void {
  const { context, palette } = brush;
  context.fillStyle = palette.accent;
  context.strokeStyle = palette.accent;
  beyondGutter(brush, () => {
    const floor = top + AREA;
    trace(brush, counts, most, top);
    context.lineWidth = 1.5;
    context.stroke();
    context.lineTo(xOf(brush, brush.scale.until), floor);
    context.lineTo(brush.gutter, floor);
    context.globalAlpha = 0.2;
    context.fill();
    context.globalAlpha = 1;
  });
}

/** How many were queued, as a dashed line on the same scale. */
export function paintQueued(brush: Brush, counts: Counts, most: number, top: number): void {
  const { context, palette } = brush;
  beyondGutter(brush, () => {
    trace(brush, counts, most, top);
    context.strokeStyle = palette.faint;
    context.lineWidth = 1.5;
    context.setLineDash([3, 3]);
    context.stroke();
    context.setLineDash([]);
  });
}

function trace(brush: Brush, counts: Counts, most: number, top: number): void {
  const { context, gutter } = brush;
  const heightOf = (count: number): number => top + AREA - (most === 0 ? 0 : (count / most) * (AREA - 6));
  const columns = columnsOf(brush, counts);
  context.beginPath();
  context.moveTo(gutter, heightOf(columns[0] ?? 0));
  for (const [column, count] of columns.entries()) {
    context.lineTo(gutter + column, heightOf(count));
    context.lineTo(gutter + column + 1, heightOf(count));
  }
}

/** The greatest count of each column of one pixel. */
function columnsOf({ scale }: Brush, { at, counts }: Counts): Uint32Array {
  const columns = new Uint32Array(Math.ceil(scale.columns));
  let stair = firstAfter(at, scale.from);
  let count = counts[stair - 1] ?? 0;
  const perColumn = (scale.until - scale.from) / scale.columns;
  for (let column = 0; column < columns.length; column++) {
    let most = count;
    const end = scale.from + (column + 1) * perColumn;
    while (stair < at.length && at[stair]! < end) {
      count = counts[stair++]!;
      if (count > most) most = count;
    }
    columns[column] = most;
  }
  return columns;
}
