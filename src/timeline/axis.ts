import type { Ms } from '../time/duration';
import { hasStarted } from '../trace/open-span';
import type { NeverStarted, Span } from '../trace/span';
import { Scale } from './scale';

/** What a row of a drawing shows: work that ran, or that never started. */
export type Row = Span | NeverStarted;

/** A piece of time, in milliseconds. */
export interface TimeWindow {
  readonly from: Ms;
  readonly until: Ms;
}

/** What the columns of a drawing stand for: time; or steps, when all it shows happened at one instant. */
export interface Axis {
  readonly scale: Scale;
  /** The instant at which all happened, in milliseconds, if the columns stand for steps. */
  readonly instant: Ms | undefined;
  /** Where something lies that happened at this instant as this step. */
  readonly x: (at: Ms, step: number) => number;
}

/**
 * Time, or steps, across so many columns.
 *
 * @param rows - what is drawn.
 * @param window - the piece of time to show.
 */
export function axisFor(rows: readonly Row[], { from, until }: TimeWindow, columns: number): Axis {
  const ran = rows.filter(hasStarted);
  const instant = ran[0]?.startedAt;
  if (instant !== undefined && ran.every((span) => span.endedAt === instant)) return stepsAxis(ran, instant, columns);
  // Work that only waited, all at one instant, still needs a line to be drawn on.
  const scale = new Scale(from, until > from ? until : from + 1, columns);
  return { scale, instant: undefined, x: (at) => at };
}

// Steps are counted among those shown, since a narrowed trace has gaps between them.
function stepsAxis(ran: readonly Span[], instant: Ms, columns: number): Axis {
  const steps = ran.flatMap((span) => [span.startStep, span.endStep]).sort((a, b) => a - b);
  const places = [...new Set(steps)];
  const x = (at: Ms, step: number) => {
    if (at !== instant) return at < instant ? 0 : places.length;
    const place = places.findIndex((one) => one >= step);
    return place === -1 ? places.length : place;
  };
  return { scale: new Scale(0, places.length - 1, columns), instant, x };
}
