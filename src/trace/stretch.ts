import type { Printed, WorkerFacts } from './span';

/** Pieces of work that follow one another, and ran so in one lane: each began as the one before it ended. */
export interface Stretch {
  /** The index of the first. */
  readonly first: number;
  readonly lane: number;
  /** When the first started, then when each ended: one more than there are pieces, in milliseconds of the recording. */
  readonly times: Float64Array | readonly number[];
  /** What each gave, or why it failed. */
  readonly values: readonly unknown[];
  /** The places among these of those that failed, ascending. */
  readonly failed: readonly number[];
  /** What the first of them printed. */
  readonly output: readonly Printed[] | undefined;
  /** Who ran them. */
  readonly worker: WorkerFacts | undefined;
}
