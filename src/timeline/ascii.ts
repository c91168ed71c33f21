import { inFlight } from '../trace/in-flight';
import { topLevelWork } from '../trace/judged';
import { peakConcurrency } from '../trace/peak-concurrency';
import { Trace } from '../trace/trace';
import { drawCarets } from './carets';
import { type DrawOptions, checkDrawOptions } from './draw-options';
import { traceToDraw } from './drawable';
import { drawInFlight } from './in-flight-row';
import type { Drawable } from './is-drawable';
import { legend } from './legend';
import { ruler } from './ruler';
import { type Table, laneTable, taskTable } from './table';

export type { DrawOptions } from './draw-options';

const IN_FLIGHT = 'in flight';

/**
 * Draws what ran when in plain ASCII: a ruler, a row for each task in start order (or for each lane), how many were in
 * flight, and a legend of the marks that occur.
 *
 * A trace is drawn with all its spans; a run as matchers judge it, without the requests inside its tasks; a server with
 * its requests; several servers as one. What a task does inside itself does not count as one more in flight.
 *
 * It is at most 80 columns wide. Of more than 12 rows it shows those around the busiest moment and counts the others. If
 * all it shows happened at one instant, the columns stand for steps instead of time, and the ruler says so.
 *
 * @param shown - a run, a trace, a slow server, or an array of them from one simulation.
 * @throws UsageError if it is none of these, and for options that are unknown or have no fit value.
 * @example
 * draw(trace(span('a', 0, 10), span('b', 0, 5))).split('\n')[2]
 * // => '  b          =============================|'
 * @example
 * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
 * draw(run, { rows: 'lanes' }).split('\n')[2]
 * // => '  lane 1     =10================|=20====================================|'
 */
export function draw(shown: Drawable, options: DrawOptions = {}): string {
  const layout = checkDrawOptions(options);
  const trace = traceToDraw(shown);
  if (trace.spans.length + trace.neverStarted.length === 0) return '  (no tasks)';
  const { marks, focus, rows } = layout;
  const counted = new Trace(topLevelWork(trace).spans);
  const table = (rows === 'lanes' ? laneTable : taskTable)(trace, layout, focus ?? peakConcurrency(counted));
  const counts = drawInFlight(inFlight(counted.spans), table.axis);
  return assembled(table, counts, drawCarets(marks, table.axis), marks.meaning);
}

function assembled(table: Table, counts: string, carets: string, meaning: string): string {
  const { axis, lines, heading } = table;
  const margin = Math.max(IN_FLIGHT.length, ...lines.map(({ label }) => label.length));
  const line = (label: string, cells: string, isMarked = false, figures = ''): string => {
    const start = `${isMarked ? '^' : ' '} ${label.padEnd(margin)}  `;
    return `${start}${cells.padEnd(axis.scale.columns)}  ${figures}`.trimEnd();
  };
  return [
    line('', ruler(axis), false, heading),
    ...lines.flatMap(({ label, cells, isMarked, figures }, i) => [
      ...leftOut(table, i),
      line(label, cells, isMarked, figures),
    ]),
    ...leftOut(table, table.gaps.length - 1),
    line(IN_FLIGHT, counts),
    ...(carets === '' ? [] : [line('', carets)]),
    '',
    ...legend([...lines.map(({ marks }) => marks), counts, carets].join(''), meaning),
  ]
    .join('\n')
    .trimEnd();
}

function leftOut({ gaps, noun }: Table, i: number): string[] {
  const count = gaps[i] ?? 0;
  if (count === 0) return [];
  const where = noun === 'lane' || (i > 0 && i < gaps.length - 1) ? 'more' : i === 0 ? 'earlier' : 'later';
  return [`  ... ${count} ${where} ${count === 1 ? noun : `${noun}s`}`];
}
