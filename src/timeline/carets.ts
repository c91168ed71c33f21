import type { Stretch } from '../trace/in-flight';
import type { Span } from '../trace/span';
import type { Axis } from './axis';

/** What carets point at: stretches of a trace; starts or ends of spans, and their rows; and what they mean. */
export interface Marks {
  readonly stretches?: readonly Stretch[];
  readonly starts?: readonly Span[];
  readonly ends?: readonly Span[];
  readonly meaning: string;
}

/** A line of carets under the columns that are marked, as far as they are in sight. */
export function drawCarets({ stretches = [], starts = [], ends = [] }: Marks, { scale, x }: Axis): string {
  const cells = Array<string>(scale.columns).fill(' ');
  const isInSight = (from: number, until: number): boolean =>
    from <= scale.until && until >= scale.from && !(from < until && until === scale.from);

  for (const stretch of stretches) {
    const [from, until] = [x(stretch.from, stretch.fromStep), x(stretch.until, stretch.untilStep)];
    if (!isInSight(from, until)) continue;
    cells.fill('^', scale.columnOf(from), Math.max(scale.columnOf(from), scale.lastColumnOf(until)) + 1);
  }
  for (const span of starts) {
    const start = x(span.startedAt, span.startStep);
    if (isInSight(start, start)) cells[scale.columnOf(start)] = '^';
  }
  for (const span of ends) {
    const [start, end] = [x(span.startedAt, span.startStep), x(span.endedAt, span.endStep)];
    // Where the row has the mark of its end.
    if (isInSight(end, end)) cells[Math.max(scale.columnOf(start), scale.lastColumnOf(end))] = '^';
  }
  return cells.join('').trimEnd();
}
