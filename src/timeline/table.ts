import { hasStarted } from '../trace/open-span';
import type { Span } from '../trace/span';
import { spanNames } from '../trace/span-names';
import { Trace } from '../trace/trace';
import { work } from '../trace/work';
import { type Axis, type Row, axisFor } from './axis';
import type { Layout } from './draw-options';
import { excerpt, excerptOfRows, type Focus, windowOf } from './excerpt';
import { shortLabels } from './label';
import { type LaneRow, drawLane, drawQueued, laneRows, withNames } from './lane-rows';
import { drawRow } from './row';

/** What a drawing shows between its ruler and its count of those in flight. */
export interface Table {
  readonly axis: Axis;
  readonly lines: readonly Line[];
  /** How many rows are left out before each line, and after the last. */
  readonly gaps: readonly number[];
  /** What the rows are. */
  readonly noun: 'task' | 'lane';
  /** What stands above the figures; empty if there are none. */
  readonly heading: string;
}

/** A row of a drawing. */
export interface Line {
  readonly label: string;
  readonly cells: string;
  /** The cells without names in them. */
  readonly marks: string;
  readonly figures: string;
  readonly isMarked: boolean;
}

/** What a row of a drawing stands beside: the widest label, and the gaps around it. */
export const MARGIN = 20;
const FEWEST_COLUMNS = 20;
const WHOLE = { from: 0, until: 1 };

/** A row for each task. */
export function taskTable(trace: Trace, layout: Layout, focus: Focus): Table {
  const { rows, gaps, window } = excerpt(trace, focus, layout.height);
  const isAtOnce = axisFor(rows, window, 1).instant !== undefined;
  const figures = rows.map(layout.times && !isAtOnce ? timesOf : () => '');
  const [heading, columns] = room(figures, 'from-until ms', layout);
  const axis = axisFor(rows, window, columns);
  const labels = shortLabels(spanNames(rows));
  const lines = rows.map((row, i) => {
    const cells = drawRow(row, axis);
    return {
      label: labels[i]!,
      cells,
      marks: cells,
      figures: heading && figures[i]!,
      isMarked: isMarked(layout, [row]),
    };
  });
  return { axis, lines, gaps, noun: 'task', heading };
}

/** A row for each lane. */
export function laneTable(trace: Trace, layout: Layout, focus: Focus): Table {
  const all = laneRows(trace);
  const inFocus = new Set(focus.spans);
  const busy = all.filter((row) => row.spans.some((span) => inFocus.has(span)));
  const { rows, gaps } = excerptOfRows(all, busy, layout.height);
  const figures = rows.map(layout.times ? ({ spans }: LaneRow) => workOf(spans) : () => '');
  const [heading, columns] = room(figures, 'work', layout);
  const everything = [...trace.spans, ...trace.neverStarted];
  const axis = axisFor(everything, everything.length === 0 ? WHOLE : windowOf(everything), columns);
  const names = new Map(shortLabels(spanNames(trace.spans)).map((name, i) => [trace.spans[i]!, name]));
  const labels = shortLabels(rows.map(({ label }) => label));
  const lines = rows.map((row, i) => {
    const marks = drawLane(row, axis);
    const cells = withNames(marks, row, axis, (span) => names.get(span)!);
    return { label: labels[i]!, cells, marks, figures: heading && figures[i]!, isMarked: isMarked(layout, row.spans) };
  });
  const queued = drawQueued(trace, axis);
  const line = { label: 'queued', cells: queued, marks: queued, figures: '', isMarked: false };
  return { axis, lines: queued === '' ? lines : [...lines, line], gaps, noun: 'lane', heading };
}

function isMarked({ marks: { starts = [], ends = [] } }: Layout, rows: readonly Row[]): boolean {
  return rows.some((row) => starts.includes(row as Span) || ends.includes(row as Span));
}

/** How much is left for the cells beside the figures; figures for which there is no room go. */
function room(figures: readonly string[], title: string, { width }: Layout): [heading: string, columns: number] {
  const widest = Math.max(0, ...figures.map((text) => text.length));
  const columns = width - MARGIN - Math.max(widest, title.length) - 2;
  return widest === 0 || columns < FEWEST_COLUMNS ? ['', width - MARGIN] : [title, columns];
}

function timesOf(row: Row): string {
  return `${hasStarted(row) ? exactly(row.startedAt) : ''}-${exactly(row.endedAt)}`;
}

function workOf(spans: readonly Span[]): string {
  return `${spans.length} ${spans.length === 1 ? 'task' : 'tasks'}, ${exactly(work(new Trace(spans)))} ms`;
}

/** A number of milliseconds, to the microsecond. */
export function exactly(ms: number): string {
  return String(Number(ms.toFixed(3)));
}
