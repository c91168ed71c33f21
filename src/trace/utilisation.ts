import { expected } from '../errors';
import { makespan } from './makespan';
import type { Source } from './span';
import type { Trace } from './trace';
import { work } from './work';

/**
 * How busy the lanes were: work ÷ (lanes × makespan), from 0 to 1; above 1 if more lanes had work than are given. 1 if
 * nothing took any time, since then no lane was ever idle.
 *
 * @param lanes - how many lanes there were; default those that had work. Give it where a lane may have had none.
 * @throws UsageError for lanes that are no whole number from 1 up.
 * @example utilisation(trace(span('a', 0, 10), span('b', 0, 5))) // => 0.75
 */
export function utilisation(trace: Trace, lanes?: number): number {
  if (lanes !== undefined && !(Number.isSafeInteger(lanes) && lanes >= 1)) {
    throw expected('lanes', 'a whole number from 1 up', lanes);
  }
  const length = makespan(trace);
  return length === 0 ? 1 : work(trace) / ((lanes ?? lanesUsed(trace)) * length);
}

/** How many lanes had work, counted for each source by itself. */
export function lanesUsed(trace: Trace): number {
  const lanesBySource = new Map<Source, Set<number>>();
  for (const { source, lane } of trace) {
    const lanes = lanesBySource.get(source);
    if (lanes === undefined) lanesBySource.set(source, new Set([lane]));
    else lanes.add(lane);
  }
  return [...lanesBySource.values()].reduce((sum, lanes) => sum + lanes.size, 0);
}
