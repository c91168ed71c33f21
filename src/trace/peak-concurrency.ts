import type { Ms } from '../time/duration';
import { inFlight } from './in-flight';
import type { Span } from './span';
import type { Trace } from './trace';

/** The busiest moment of a trace. */
export interface Peak {
  /** How many were in flight. */
  readonly count: number;
  /** When that many were first in flight, in milliseconds. */
  readonly at: Ms;
  /** The step that made them so many, and the step that first ended one of them. */
  readonly fromStep: number;
  readonly untilStep: number;
  /** Who was in flight, in start order. */
  readonly spans: readonly Span[];
}

/**
 * The largest number of tasks in flight at any step of a trace, and who they were when it was first reached.
 *
 * Counted on steps, not by time: tasks that take no virtual time still count, and a task that starts just after another
 * ended, at the same instant, does not overlap it. A trace without spans has a peak of 0, at 0.
 *
 * @example peakConcurrency(trace(span('a', 0, 10), span('b', 10, 20))).count // => 1
 */
export function peakConcurrency({ spans }: Trace): Peak {
  const { steps, at, counts } = inFlight(spans);
  let top = 0;
  for (let stair = 1; stair < counts.length; stair++) if (counts[stair]! > counts[top]!) top = stair;
  const fromStep = steps[top] ?? 0;
  return {
    count: counts[top] ?? 0,
    at: at[top] ?? 0,
    fromStep,
    untilStep: steps[top + 1] ?? 0,
    spans: spans.filter((span) => span.startStep <= fromStep && fromStep < span.endStep),
  };
}
