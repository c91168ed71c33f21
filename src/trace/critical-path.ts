import type { Span } from './span';
import type { Trace } from './trace';

/**
 * The tasks that made a trace as long as it is: each began at the instant at which the one before it ended.
 *
 * It leads back from the task that ended last. Of several tasks that ended just before one began, the last to end is meant:
 * it freed the lane. The path begins with a task that waited for nobody, so it may be shorter than the makespan. Instants
 * are compared exactly: on the real clock, where a hand-over takes a moment, the path is mostly the last task alone.
 *
 * @returns the tasks in the order in which they ran; none of a trace without spans.
 * @example
 * const busy = trace(span('a', 0, 30), span('b', 0, 10), span('c', 10, 50));
 * criticalPath(busy).map(({ label }) => label) // => ['b', 'c']
 */
export function criticalPath({ spans }: Trace): readonly Span[] {
  const byEnd = [...spans].sort((a, b) => a.endStep - b.endStep);
  const path: Span[] = [];
  for (let place = byEnd.length - 1; place >= 0;) {
    const span = byEnd[place]!;
    path.push(span);
    place = placeBefore(byEnd, span.startStep);
    if (byEnd[place]?.endedAt !== span.startedAt) break;
  }
  return path.reverse();
}

/** The place of the last span that ended before a step; -1 if none did. */
function placeBefore(byEnd: readonly Span[], step: number): number {
  let [low, high] = [0, byEnd.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byEnd[middle]!.endStep < step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
