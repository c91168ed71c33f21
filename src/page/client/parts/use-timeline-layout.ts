import { END_ROOM, FONT } from '../paint/brush';
import { ROW } from '../paint/bars';
import { gutterFor } from '../paint/rows';
import { type RefObject, useMemo } from '../preact';
import { Scale } from '../../../timeline/scale';
import type { TimeWindow } from '../timeline/time-window';
import type { TimelineModel } from '../timeline/timeline-model';
import { useWidth } from './use-width';

/** Lengths of a timeline in pixels, and where instants are in it. */
export interface TimelineLayout {
  readonly width: number;
  /** How high the part of the rows is that is in sight. */
  readonly height: number;
  readonly gutter: number;
  readonly scale: Scale;
  readonly xOf: (at: number) => number;
}

const MOST_ROWS = 22;

export function useTimelineLayout(
  element: RefObject<HTMLElement | null>,
  models: readonly TimelineModel[],
  model: TimelineModel,
  window: TimeWindow,
): TimelineLayout {
  const width = useWidth(element);
  // Side by side the time begins at the same place, whatever the names.
  const gutter = useMemo(() => Math.max(...models.map(({ rows }) => gutterFor(ruled(), rows, width))), [models, width]);
  const scale = new Scale(window.from, window.until, Math.max(width - gutter - END_ROOM, 1));
  const height = Math.max(Math.min(model.rows.length, models.length > 1 ? MOST_ROWS / 2 : MOST_ROWS), 2) * ROW;
  return { width, height, gutter, scale, xOf: (at) => gutter + scale.placeOf(at) };
}

let ruler: CanvasRenderingContext2D | undefined;

/** A context to measure texts with. */
function ruled(): CanvasRenderingContext2D {
  ruler ??= document.createElement('canvas').getContext('2d')!;
  ruler.font = FONT;
  return ruler;
}
