import type { Ms } from '../time/duration';
import type { Trace } from './trace';

/**
 * How much was done: the lengths of all spans together, in milliseconds; overlapping ones count each in full.
 *
 * @example work(trace(span('a', 0, 10), span('b', 5, 20))) // => 25
 */
export function work({ spans }: Trace): Ms {
  return spans.reduce((sum, span) => sum + (span.endedAt - span.startedAt), 0);
}
