import type { Ms } from '../time/duration';
import { hasStarted } from '../trace/open-span';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import type { Row, Window } from './axis';

/** Where to look when not all fits: an instant, in milliseconds, and who must be seen. */
export interface Focus {
  readonly at: Ms;
  readonly spans: readonly Span[];
}

/** What fits into a drawing: some rows in start order, and a piece of time. */
export interface Excerpt {
  readonly rows: readonly Row[];
  /** How many rows are left out before each row, and after the last. */
  readonly gaps: readonly number[];
  readonly window: Window;
}

// No more than this many typical tasks are shown on either side of the focus.
const TASKS_BESIDE = 8;

/** All of a trace, if it has no more rows than fit; else those around the focus, and the time around it. */
export function excerpt(trace: Trace, focus: Focus, most: number): Excerpt {
  const all: readonly Row[] = [...trace.spans, ...trace.neverStarted];
  if (all.length <= most) return { rows: all, gaps: [...all.map(() => 0), 0], window: windowOf(all) };
  const wanted = focus.spans.length <= most ? focus.spans : bothEnds(focus.spans, most);
  const musts = wanted.map((row) => all.indexOf(row));
  const middle = musts.at(-1) ?? 0;
  const places = placesAround(middle, musts, most, all.length);
  const near = places.filter((place) => Math.abs(place - middle) < most).map((place) => all[place]!);
  return {
    rows: places.map((place) => all[place]!),
    gaps: [...places, all.length].map((place, i) => place - (places[i - 1] ?? -1) - 1),
    window: windowAround(focus.at, near.filter(hasStarted)) ?? windowOf(near),
  };
}

function bothEnds<T>(those: readonly T[], most: number): readonly T[] {
  return [...those.slice(0, most / 2), ...those.slice(-most / 2)];
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

function windowOf(rows: readonly Row[]): Window {
  const [from, until] = [rows.map((row) => row.queuedAt), rows.map((row) => row.endedAt)];
  return { from: Math.min(...from), until: Math.max(...until) };
}

/**
 * From the first start to the end of those that started last. A task that takes very long, began long ago or starts
 * much later does not widen it beyond some typical tasks, since that would squeeze the others into a column or two.
 */
function windowAround(at: Ms, near: readonly Span[]): Window | undefined {
  if (near.length === 0) return undefined;
  const { from, until } = windowOf(near.map((span) => ({ ...span, queuedAt: span.startedAt })));
  const lengths = near.map((span) => span.endedAt - span.startedAt).sort((a, b) => a - b);
  const typical = lengths[lengths.length >> 1]!;
  const last = near.at(-1)!;
  const lastEnd = Math.max(at + typical, last.startedAt + typical, last.endedAt);
  const beside = typical === 0 ? Infinity : TASKS_BESIDE * typical;
  return { from: Math.max(from, at - beside), until: Math.min(until, lastEnd, at + beside) };
}
