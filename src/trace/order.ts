import type { Span } from './span';
import type { Trace } from './trace';

/**
 * The spans in the order in which they started: by their start steps.
 *
 * @example startOrder(trace(span('a', 5, 10), span('b', 0, 20))).map((span) => span.label) // => ['b', 'a']
 */
export function startOrder(trace: Trace): readonly Span[] {
  return trace.spans;
}

/**
 * The spans in the order in which they ended: by their end steps. Unfinished ones share the last step and keep their
 * start order.
 *
 * @example finishOrder(trace(span('a', 0, 20), span('b', 0, 10))).map((span) => span.label) // => ['b', 'a']
 */
export function finishOrder(trace: Trace): readonly Span[] {
  return [...trace.spans].sort((a, b) => a.endStep - b.endStep);
}
