import { inShort } from '../report/summary';
import type { FailureRecord } from '../../../handover/records';
import { formatMs } from '../../../time/format-ms';
import { type Brush, beyondGutter, xOf } from './brush';
import { fitting, widthOf } from './texts';

export const RULER = 24;

const TICKS_APART = 96;

/** Round instants along the top. */
export function paintRuler(brush: Brush): void {
  const { context, palette, scale, width } = brush;
  context.fillStyle = palette.faint;
  context.strokeStyle = palette.line;
  let free = -Infinity;
  for (const tick of [scale.from, ...scale.ticks(TICKS_APART)]) {
    const text = formatMs(Number(tick.toPrecision(12)));
    const x = xOf(brush, tick);
    const right = x + widthOf(context, text) + 10;
    if (x < free || right > width) continue;
    context.fillText(text, x + 3, RULER / 2);
    free = right;
  }
}

/** Thin lines down from the round instants. */
export function paintGrid(brush: Brush, top: number): void {
  const { context, palette, scale, height } = brush;
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  for (const tick of [scale.from, ...scale.ticks(TICKS_APART), scale.until]) {
    const x = Math.round(xOf(brush, tick)) + 0.5;
    context.moveTo(x, top);
    context.lineTo(x, height);
  }
  context.stroke();
}

/** A failure that marks a stretch of time. */
export type Marked = FailureRecord & Required<Pick<FailureRecord, 'from' | 'until'>>;

export function isMarked(failure: FailureRecord): failure is Marked {
  return failure.from !== undefined && failure.until !== undefined;
}

/** The stretches that failures mark: a tinted band with edges, as far down as the canvas goes. */
export function paintStretches(brush: Brush, failures: readonly Marked[]): void {
  const { context, palette, height } = brush;
  beyondGutter(brush, () => {
    for (const { from, until } of failures) {
      const [x, right] = [xOf(brush, from), Math.max(xOf(brush, until), xOf(brush, from) + 2)];
      context.fillStyle = palette.bad;
      context.globalAlpha = 0.1;
      context.fillRect(x, 0, right - x, height);
      context.globalAlpha = 1;
      context.strokeStyle = palette.bad;
      context.setLineDash([4, 3]);
      context.strokeRect(x + 0.5, -2, right - x - 1, height + 4);
      context.setLineDash([]);
    }
  });
}

/** What went wrong, in a line of its own above the stretch. */
export function paintFailureLabels(brush: Brush, failures: readonly Marked[], top: number): void {
  const { context, palette, width, gutter } = brush;
  for (const [i, failure] of failures.entries()) {
    const y = top + i * LABEL;
    const x = Math.min(Math.max(xOf(brush, failure.from), gutter), width - 160);
    const text = fitting(context, `✗ ${inShort(failure)}`, width - x - 12);
    context.fillStyle = palette.bad;
    context.fillRect(x, y + 1, widthOf(context, text) + 12, LABEL - 3);
    context.fillStyle = palette.paper;
    context.fillText(text, x + 6, y + LABEL / 2);
  }
}

/** How high the label of a failure is. */
export const LABEL = 20;
