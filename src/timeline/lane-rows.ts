import type { Source, Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import type { Axis } from './axis';
import { drawSpan, emptyCells } from './row';
import { waited } from './waited';

/** A lane of a source, with the spans that ran in it, in start order. */
export interface LaneRow {
  readonly source: Source;
  readonly lane: number;
  readonly label: string;
  readonly spans: readonly Span[];
}

/** The lanes of a trace: source by source in the order of first appearance, and by number. */
export function laneRows({ spans, sources }: Trace): readonly LaneRow[] {
  const bySource = new Map<Source, Map<number, Span[]>>(sources.map((source) => [source, new Map()]));
  for (const span of spans) {
    const lanes = bySource.get(span.source)!;
    const row = lanes.get(span.lane);
    if (row === undefined) lanes.set(span.lane, [span]);
    else row.push(span);
  }
  return [...bySource].flatMap(([source, lanes]) =>
    [...lanes]
      .sort(([one], [other]) => one - other)
      .map(([lane, its]) => ({ source, lane, label: labelOf(source, lane, sources.length), spans: its })),
  );
}

function labelOf({ name }: Source, lane: number, sources: number): string {
  return sources === 1 ? `lane ${lane}` : `${name} ${lane}`;
}

/** A lane as a row: its spans one after another. Where several ends share a column, the gravest shows. */
export function drawLane({ spans }: LaneRow, axis: Axis): string {
  const cells = emptyCells(axis);
  for (const span of spans) drawSpan(span, axis, cells);
  return cells.join('');
}

const SHORTEST_CUT = 5;

/**
 * Writes names into the bars of a lane, where there is room for them.
 *
 * @param nameOf - the name of a span.
 */
export function withNames(cells: string, { spans }: LaneRow, axis: Axis, nameOf: (span: Span) => string): string {
  const named = cells.split('');
  for (const span of spans) {
    const bar = barOf(span, cells, axis);
    const name = nameOf(span);
    const isWhole = name.length <= bar.room;
    if (!isWhole && bar.room < SHORTEST_CUT) continue;
    const text = isWhole ? name : `${name.slice(0, bar.room - 1)}~`;
    named.splice(bar.from, text.length, ...text.split(''));
  }
  return named.join('');
}

/** The columns in which a span shows as running, but for the first, which tells the bar from its name. */
function barOf(span: Span, cells: string, { scale, x }: Axis): { from: number; room: number } {
  const start = x(span.startedAt, span.startStep);
  const end = x(span.endedAt, span.endStep);
  if (end <= scale.from || start >= scale.until) return { from: 0, room: 0 };
  const bar = cells.slice(scale.columnOf(start), scale.lastColumnOf(end) + 1);
  const [running = '', before = 0] = /=+/.exec(bar) ? [/=+/.exec(bar)![0], bar.indexOf('=')] : [];
  return { from: scale.columnOf(start) + before + 1, room: running.length - 1 };
}

/** How many were queued during each column, `+` above 9; empty if none was. */
export function drawQueued({ spans, neverStarted }: Trace, axis: Axis): string {
  const { scale } = axis;
  const changes = Array<number>(scale.columns + 1).fill(0);
  for (const work of [...spans, ...neverStarted]) {
    const { from, until } = waited(work, axis);
    if (until <= Math.max(from, scale.from) || from >= scale.until) continue;
    changes[scale.columnOf(from)]! += 1;
    changes[scale.lastColumnOf(until) + 1]! -= 1;
  }
  let waiting = 0;
  const counts = changes.slice(0, -1).map((change) => (waiting += change));
  return counts.every((count) => count === 0) ? '' : counts.map((count) => (count > 9 ? '+' : String(count))).join('');
}
