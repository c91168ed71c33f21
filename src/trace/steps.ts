import type { Ms } from '../time/duration';
import type { Span } from './span';

/** A span whose steps are not settled yet. */
export type Stepped = { -readonly [Field in keyof Span]: Span[Field] };

/**
 * Gives spans the steps that follow from their times. At one instant ends come before starts; among starts, and among
 * ends, the lower lane comes first, then the earlier argument. A span that takes no time ends before anything else
 * starts.
 *
 * @returns the same spans, in start order.
 */
export function inSteps(spans: readonly Stepped[]): readonly Stepped[] {
  const starts = [...spans].sort((a, b) => a.startedAt - b.startedAt || a.lane - b.lane);
  const ends = spans.filter(takesTime).sort((a, b) => a.endedAt - b.endedAt || a.lane - b.lane);
  let step = 0;
  let ended = 0;
  const endUntil = (instant: Ms) => {
    for (; ended < ends.length && ends[ended]!.endedAt <= instant; ended++) ends[ended]!.endStep = step++;
  };
  for (const span of starts) {
    endUntil(span.startedAt);
    span.startStep = step++;
    if (!takesTime(span)) span.endStep = step++;
  }
  endUntil(Infinity);
  return starts;
}

function takesTime(span: Span): boolean {
  return span.endedAt > span.startedAt;
}
