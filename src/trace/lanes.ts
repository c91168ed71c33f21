import { FreeLanes } from './free-lanes';
import type { Span } from './span';

/**
 * The lowest free row for each span, so that no row ever holds two at once.
 *
 * As many rows as the peak concurrency are needed, and used.
 *
 * @param spans - in start order.
 * @returns a row for each span, 0 being the first.
 * @example lowestFreeLanes([...trace(span('a', 0, 30), span('b', 0, 10), span('c', 10, 20))]) // => [0, 1, 1]
 */
export function lowestFreeLanes(spans: readonly Pick<Span, 'startStep' | 'endStep'>[]): readonly number[] {
  const byEnd = spans.map((_, i) => i).sort((a, b) => spans[a]!.endStep - spans[b]!.endStep);
  const free = new FreeLanes();
  const lanes: number[] = [];
  let ended = 0;
  for (const span of spans) {
    for (; spans[byEnd[ended]!]!.endStep <= span.startStep; ended++) free.release(lanes[byEnd[ended]!]!);
    lanes.push(free.take());
  }
  return lanes;
}
