import type { Ms } from '../time/duration';
import { hasStarted } from '../trace/open-span';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import type { Row, TimeWindow } from './axis';

/** Where to look when not all fits: an instant, or a stretch of time, and who must be seen. */
export interface Focus {
  /** In milliseconds. */
  readonly at: Ms;
  /** The end of a stretch that must be seen whole, in milliseconds; default `at`. */
  readonly until?: Ms;
  readonly spans: readonly Span[];
}

/** What fits into a drawing: some rows in start order, and a piece of time. */
export interface Excerpt {
  readonly rows: readonly Row[];
  /** How many rows are left out before each row, and after the last. */
  readonly gaps: readonly number[];
  readonly window: TimeWindow;
}

// No more than this many typical tasks are shown on either side of the focus.
const TASKS_BESIDE = 8;

/** All of a trace, if it has no more rows than fit; else those around the focus, and the time around it. */
export function excerpt(trace: Trace, focus: Focus, most: number): Excerpt {
  const all: readonly Row[] = [...trace.spans, ...trace.neverStarted];
  if (all.length <= most) return { ...excerptOfRows(all, [], most), window: windowOf(all) };
  const { rows, gaps, places, middle } = excerptOfRows(all, focus.spans, most);
  const near = places.filter((place) => Math.abs(place - middle) < most).map((place) => all[place]!);
  return { rows, gaps, window: windowAround(focus, near.filter(hasStarted)) ?? windowOf(near) };
}

/** Some of many rows, in their order. */
export interface ExcerptOfRows<T> extends Pick<Excerpt, 'gaps'> {
  readonly rows: readonly T[];
  readonly places: readonly number[];
  readonly middle: number;
}

/** As many rows as fit: those that are wanted, or both ends of them if they are too many, and those beside the last. */
export function excerptOfRows<T>(all: readonly T[], wanted: readonly T[], most: number): ExcerptOfRows<T> {
  const musts = (wanted.length <= most ? wanted : bothEnds(wanted, most))
    .map((row) => all.indexOf(row))
    .filter((place) => place !== -1);
  const middle = musts.at(-1) ?? 0;
  const places = all.length <= most ? all.map((_, place) => place) : placesAround(middle, musts, most, all.length);
  return {
    rows: places.map((place) => all[place]!),
    gaps: [...places, all.length].map((place, i) => place - (places[i - 1] ?? -1) - 1),
    places,
    middle,
  };
}

function bothEnds<T>(those: readonly T[], most: number): readonly T[] {
  return [...those.slice(0, Math.ceil(most / 2)), ...those.slice(-Math.floor(most / 2))];
}

/** Those that must be seen, and as many as fit of those nearest to the middle. */
function placesAround(middle: number, musts: readonly number[], most: number, count: number): number[] {
  const shown = new Set([middle, ...musts]);
  for (let away = 1; shown.size < most; away++) {
    if (middle - away >= 0) shown.add(middle - away);
    if (middle + away < count && shown.size < most) shown.add(middle + away);
  }
  return [...shown].sort((a, b) => a - b);
}

/** The piece of time in which these were queued and ran. */
export function windowOf(rows: readonly Row[]): TimeWindow {
  let [from, until] = [Infinity, 0];
  for (const row of rows) {
    from = Math.min(from, row.queuedAt);
    until = Math.max(until, row.endedAt);
  }
  return { from, until };
}

/**
 * From the first start to the end of those that started last. A task that takes very long, began long ago or starts
 * much later does not widen it beyond some typical tasks, since that would squeeze the others into a column or two.
 */
function windowAround({ at, until: end = at }: Focus, near: readonly Span[]): TimeWindow | undefined {
  if (near.length === 0) return undefined;
  const { from, until } = windowOf(near.map((span) => ({ ...span, queuedAt: span.startedAt })));
  const lengths = near.map((span) => span.endedAt - span.startedAt).sort((a, b) => a - b);
  const typical = lengths[lengths.length >> 1]!;
  const last = near.at(-1)!;
  const lastEnd = Math.max(end + typical, last.startedAt + typical, last.endedAt);
  const beside = typical === 0 ? Infinity : TASKS_BESIDE * typical;
  return {
    // Who is in focus may be far away from those that are near its end.
    from: from > at ? Math.max(0, at - typical) : Math.max(from, at - beside),
    until: Math.max(end, Math.min(until, lastEnd, end + beside)),
  };
}
