import type { Ms } from '../time/duration';

/** A gain of less than this part of the time is none. */
export const NO_GAIN = 0.05;

/** What one size took. */
export interface SizeTime {
  readonly size: number;
  readonly elapsed: Ms;
}

/**
 * The smallest size that gains all there is to gain: no greater one is faster by more than `within`, a part of the time.
 *
 * @param rows - in the order of sizes.
 * @returns the size; `undefined` if only the greatest would do, of which nobody knows what would come next.
 */
export function levelsOffAt(rows: readonly SizeTime[], within: number = NO_GAIN): number | undefined {
  const found = rows.find(({ elapsed }, i) =>
    rows.slice(i + 1).every((greater) => greater.elapsed >= elapsed * (1 - within)),
  );
  return found === rows.at(-1) ? undefined : found?.size;
}
