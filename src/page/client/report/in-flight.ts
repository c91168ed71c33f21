import type { SpanRecord } from '../../../handover/records';
import { ran } from './span-times';

/** How many, as a staircase: `counts[i]` from the instant `at[i]`, in milliseconds, until the next. */
export interface Staircase {
  readonly at: Float64Array;
  readonly counts: Int32Array;
  readonly most: number;
}

/** How many of these were in flight. Of two at one instant, the end comes first, as a lane that is handed on. */
export function inFlight(spans: readonly SpanRecord[]): Staircase {
  const those = spans.filter(ran);
  return staircase(
    those.map(({ startedAt }) => startedAt),
    those.map(({ endedAt }) => endedAt),
  );
}

/** How many of these were queued. */
export function queued(spans: readonly SpanRecord[]): Staircase {
  const those = spans.filter(({ queuedAt, startedAt, endedAt }) => (startedAt ?? endedAt) > queuedAt);
  return staircase(
    those.map(({ queuedAt }) => queuedAt),
    those.map(({ startedAt, endedAt }) => startedAt ?? endedAt),
  );
}

function staircase(begins: readonly number[], ends: readonly number[]): Staircase {
  const [starts, stops] = [Float64Array.from(begins).sort(), Float64Array.from(ends).sort()];
  const at = new Float64Array(2 * starts.length);
  const counts = new Int32Array(at.length);
  let most = 0;
  for (let stair = 0, begun = 0, over = 0; stair < at.length; stair++) {
    // What takes no time ends at the instant at which it starts, so something must be under way for an end to come.
    const isEnd = over < begun && stops[over]! <= (starts[begun] ?? Infinity);
    at[stair] = isEnd ? stops[over++]! : starts[begun++]!;
    counts[stair] = begun - over;
    most = Math.max(most, counts[stair]!);
  }
  return { at, counts, most };
}

/** The index of the first of these sorted numbers that is greater than `x`. */
export function firstAfter(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
