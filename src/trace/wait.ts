import type { Ms } from '../time/duration';
import type { Trace } from './trace';

/**
 * How long tasks waited in the queue before they started, all together, in milliseconds.
 *
 * Work that never started is not counted.
 *
 * @example wait(trace(span('a', 0, 10), span('b', 10, 20, { queuedAt: 0 }))) // => 10
 */
export function wait({ spans }: Trace): Ms {
  return spans.reduce((sum, span) => sum + (span.startedAt - span.queuedAt), 0);
}
