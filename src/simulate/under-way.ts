import { UsageError } from '../errors';
import { shared } from '../realm';

/** A simulation, as far as whoever ends it from outside needs to know it. */
export interface Abandonable {
  /** Ends it for a reason: the body cannot go on. Whoever calls says the reason aloud. */
  abandon(reason: Error): void;
}

/** The simulation under way in this realm, if any. */
export const underWay = shared('simulation', () => ({ current: undefined as Abandonable | undefined }));

/**
 * Ends a simulation that outlived its test.
 *
 * @returns the error that says so, or undefined if none was under way.
 */
export function endLeftOver(): UsageError | undefined {
  const { current } = underWay;
  if (current === undefined) return undefined;
  const error = new UsageError(
    'A simulation was still under way when its test ended: it was not awaited, or the test ran into its time limit.',
  );
  current.abandon(error);
  return error;
}
