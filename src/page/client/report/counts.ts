import type { RunRecord } from '../../../handover/records';
import { hasStarted } from '../../../trace/has-started';
import { inFlight } from '../../../trace/in-flight';
import { type Work, judged } from './work';

/** How many, as a staircase: `counts[i]` from the instant `at[i]`, in milliseconds, until the next. */
export interface Counts {
  readonly at: Float64Array;
  readonly counts: Uint32Array;
  readonly most: number;
}

/** How many of the spans that matchers judge were in flight. */
export function countInFlight(run: RunRecord): Counts {
  const { at, counts } = inFlight([...judged(run)].sort((one, other) => one.startStep - other.startStep));
  return { at, counts, most: greatest(counts) };
}

/** How many of these were queued; of two at one instant, who leaves the queue comes first. */
export function countQueued(works: readonly Work[]): Counts {
  const waits = works
    .map((work) => ({ from: work.queuedAt, until: hasStarted(work) ? work.startedAt : work.endedAt }))
    .filter(({ from, until }) => until > from);
  const joined = Float64Array.from(waits, ({ from }) => from).sort();
  const left = Float64Array.from(waits, ({ until }) => until).sort();
  const at = new Float64Array(2 * waits.length);
  const counts = new Uint32Array(at.length);
  for (let stair = 0, came = 0, went = 0; stair < at.length; stair++) {
    const isJoining = came < joined.length && joined[came]! < left[went]!;
    at[stair] = isJoining ? joined[came++]! : left[went++]!;
    counts[stair] = came - went;
  }
  return { at, counts, most: greatest(counts) };
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

function greatest(counts: Uint32Array): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
