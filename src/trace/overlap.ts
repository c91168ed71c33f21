import type { Span } from './span';

type Steps = Pick<Span, 'startStep' | 'endStep'>;

/**
 * Whether two tasks were in flight at the same time: each started before the other ended. Counted on steps, so one that
 * starts just after the other ended, at the same instant, does not overlap it.
 *
 * @example overlap(...trace(span('a', 0, 10), span('b', 5, 20))) // => true
 */
export function overlap(a: Steps, b: Steps): boolean {
  return a.startStep < b.endStep && b.startStep < a.endStep;
}

/**
 * Whether one task was over before another started, counted on steps.
 *
 * @example happensBefore(...trace(span('a', 0, 10), span('b', 10, 20))) // => true
 */
export function happensBefore(a: Steps, b: Steps): boolean {
  return a.endStep < b.startStep;
}
