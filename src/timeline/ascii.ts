import { inFlight } from '../trace/in-flight';
import { peakConcurrency } from '../trace/peak-concurrency';
import type { Trace } from '../trace/trace';
import { spanNames } from '../trace/span-names';
import type { Row } from './axis';
import { axisFor } from './axis';
import { excerpt, type Focus } from './excerpt';
import type { Marks } from './carets';
import { drawCarets } from './carets';
import { drawInFlight } from './in-flight-row';
import { shortLabels } from './label';
import { legend } from './legend';
import { drawRow } from './row';
import { ruler } from './ruler';

const COLUMNS = 60;
const MOST_ROWS = 12;
const IN_FLIGHT = 'in flight';
const NO_MARKS: Marks = { meaning: '' };

/** What a drawing should point out. */
export interface DrawOptions {
  /** What to mark with `^`. */
  readonly marks?: Marks;
  /** Where to look when there are more than 12 tasks; default the busiest moment. */
  readonly focus?: Focus;
}

/**
 * Draws a trace in plain ASCII, at most 80 columns wide: a ruler, a row for each task in start order, how many were in
 * flight, and a legend of the marks that occur.
 *
 * Of more than 12 tasks it shows those around the focus and counts the others. If all it shows happened at one instant,
 * the columns stand for steps instead of time, and the ruler says so.
 *
 * @example
 * draw(trace(span('a', 0, 10), span('b', 0, 5))).split('\n')[2]
 * // => '  b          =============================|'
 */
export function draw(trace: Trace, { marks = NO_MARKS, focus = peakConcurrency(trace) }: DrawOptions = {}): string {
  const { rows, gaps, window } = excerpt(trace, focus, MOST_ROWS);
  if (rows.length === 0) return '  (no tasks)';
  const axis = axisFor(rows, window, COLUMNS);
  const labels = shortLabels(spanNames(rows));
  const margin = Math.max(IN_FLIGHT.length, ...labels.map((label) => label.length));
  const line = (label: string, cells: string, isMarked = false) =>
    `${isMarked ? '^' : ' '} ${label.padEnd(margin)}  ${cells}`.trimEnd();
  const marked = new Set<Row>([...(marks.starts ?? []), ...(marks.ends ?? [])]);

  const drawn = rows.map((row) => drawRow(row, axis));
  const counts = drawInFlight(inFlight(trace.spans), axis);
  const carets = drawCarets(marks, axis);
  return [
    line('', ruler(axis)),
    ...drawn.flatMap((cells, i) => [...leftOut(gaps, i), line(labels[i]!, cells, marked.has(rows[i]!))]),
    ...leftOut(gaps, rows.length),
    line(IN_FLIGHT, counts),
    ...(carets === '' ? [] : [line('', carets)]),
    '',
    ...legend([...drawn, counts, carets].join(''), marks.meaning),
  ].join('\n');
}

function leftOut(gaps: readonly number[], i: number): string[] {
  const count = gaps[i]!;
  if (count === 0) return [];
  const where = i === 0 ? 'earlier' : i === gaps.length - 1 ? 'later' : 'more';
  return [`  ... ${count} ${where} ${count === 1 ? 'task' : 'tasks'}`];
}
