import type { FileRecord } from '../handover/report-data';
import type { Ms } from '../time/duration';

/**
 * The lane of each file: that of its worker, if it is known and was free; else the lowest lane that is free from its start
 * to its end.
 *
 * @param byStart - the files, in the order of their starts.
 */
export function lanesOf(byStart: readonly FileRecord[]): readonly number[] {
  const lanes: Busy[] = [];
  const laneAt = (lane: number): Busy => (lanes[lane] ??= new Busy());
  const first = byStart.some(({ worker }) => worker === 0) ? 0 : 1;
  const known = byStart.map((file) => {
    if (file.worker === undefined) return undefined;
    const lane = file.worker - first;
    return laneAt(lane).take(file) ? lane : undefined;
  });
  return byStart.map((file, i) => {
    let lane = known[i] ?? 0;
    if (known[i] === undefined) while (!laneAt(lane).take(file)) lane++;
    return lane;
  });
}

type Stretch = Pick<FileRecord, 'startedAt' | 'endedAt'>;

/** When a lane is busy. */
class Busy {
  readonly #stretches: Stretch[] = [];

  /** Takes the lane for a stretch of time, unless it is busy then. */
  take(stretch: Stretch): boolean {
    const place = this.#placeOf(stretch.startedAt);
    const [before, after] = [this.#stretches[place - 1], this.#stretches[place]];
    if (before !== undefined && before.endedAt > stretch.startedAt) return false;
    if (after !== undefined && after.startedAt < stretch.endedAt) return false;
    this.#stretches.splice(place, 0, stretch);
    return true;
  }

  /** Behind all that start by then. */
  #placeOf(instant: Ms): number {
    let [low, high] = [0, this.#stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle]!.startedAt <= instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
