import { expected } from '../errors';
import type { Trace } from '../trace/trace';
import { lanesUsed } from '../trace/utilisation';

/** How many lanes there are to keep busy. */
export interface LanesOptions {
  /** The pool's concurrency; default the number of lanes that had work. Give it: idle lanes leave no other trace. */
  readonly lanes?: number;
}

/**
 * How many lanes there were: as the caller says, else as many as had work.
 *
 * @throws UsageError if more had work than the caller says.
 */
export function checkLanes(lanes: number | undefined, trace: Trace): number {
  const used = lanesUsed(trace);
  if (lanes !== undefined && lanes < used) throw expected('lanes', `${used} or more, since so many had work`, lanes);
  return lanes ?? used;
}
