import type { Staircase } from '../trace/in-flight';
import type { Axis } from './axis';

/** How many were in flight in each column, `+` above 9; see {@link mostInFlight}. */
export function drawInFlight(stairs: Staircase, axis: Axis): string {
  return mostInFlight(stairs, axis)
    .map((count) => (count > 9 ? '+' : String(count)))
    .join('');
}

/** The most that were in flight in each column, at any step in it, so that no peak hides between columns. */
export function mostInFlight({ steps, at, counts }: Staircase, { scale, x }: Axis): readonly number[] {
  const most = Array<number>(scale.columns).fill(0);
  for (let stair = 0; stair < counts.length; stair++) {
    const from = x(at[stair]!, steps[stair]!);
    const until = stair + 1 < counts.length ? x(at[stair + 1]!, steps[stair + 1]!) : scale.until;
    if (from > scale.until || until < scale.from || (until === scale.from && from < until)) continue;
    const last = Math.max(scale.columnOf(from), scale.lastColumnOf(until));
    for (let column = scale.columnOf(from); column <= last; column++) {
      most[column] = Math.max(most[column]!, counts[stair]!);
    }
  }
  return most;
}
