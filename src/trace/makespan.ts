import type { Ms } from '../time/duration';
import type { Trace } from './trace';

/**
 * How long the whole took: from the first start to the last end, in milliseconds; 0 for a trace without spans.
 *
 * The waiting before the first start is not part of it.
 *
 * @example makespan(trace(span('a', 5, 10), span('b', 8, 20))) // => 15
 */
export function makespan({ spans }: Trace): Ms {
  const [first] = spans;
  if (first === undefined) return 0;
  return spans.reduce((last, span) => Math.max(last, span.endedAt), 0) - first.startedAt;
}
