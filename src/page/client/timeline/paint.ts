import { AREA, paintInFlight, paintQueued } from '../paint/area';
import { brushOf } from '../paint/brush';
import { LABEL, RULER, paintFailureLabels, paintGrid, paintRuler, paintStretches } from '../paint/ruler';
import { paintRows } from '../paint/rows';
import type { TimeWindow } from './time-window';
import type { TimelineModel } from './timeline-model';

/** How high the part above the rows is: instants, failures, and how many were in flight. */
export function headHeight({ marked }: TimelineModel): number {
  return RULER + marked.length * LABEL + AREA + 8;
}

export function paintHead(
  canvas: HTMLCanvasElement,
  model: TimelineModel,
  window: TimeWindow,
  size: { readonly width: number; readonly gutter: number },
): void {
  const { inFlight, queued, marked } = model;
  const brush = brushOf(canvas, { ...size, height: headHeight(model) }, window);
  const top = RULER + marked.length * LABEL + 4;
  const most = Math.max(inFlight.most, queued.most);
  paintGrid(brush, RULER);
  paintStretches(brush, marked);
  paintRuler(brush);
  paintInFlight(brush, inFlight, most, top);
  if (queued.most > 0) paintQueued(brush, queued, most, top);
  paintFailureLabels(brush, marked, RULER);
  const { context, palette } = brush;
  context.fillStyle = palette.ink;
  context.fillText(`in flight, at most ${inFlight.most}`, 8, top + 14, size.gutter - 14);
  context.fillStyle = palette.faint;
  if (queued.most > 0) context.fillText(`┄ queued, at most ${queued.most}`, 8, top + 34, size.gutter - 14);
}

export function paintBody(
  canvas: HTMLCanvasElement,
  { rows, by, names, marked }: TimelineModel,
  window: TimeWindow,
  size: { readonly width: number; readonly height: number; readonly gutter: number; readonly scrolled: number },
): void {
  const { scrolled, ...area } = size;
  const brush = brushOf(canvas, area, window);
  paintGrid(brush, 0);
  paintStretches(brush, marked);
  paintRows(brush, { rows, by, names, scrolled });
}
