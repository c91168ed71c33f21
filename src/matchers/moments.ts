import { formatMs, type Ms } from '../time/duration';
import type { DrawOptions } from '../timeline/ascii';
import type { Span } from '../trace/span';
import type { NamedTask } from './named-task';

/** A moment in the life of a task. */
export interface Moment {
  readonly at: Ms;
  readonly step: number;
  /** `a ended at 30 ms`. */
  readonly words: string;
}

/** When a task started, and in which lane. */
export function startOf({ name, span }: NamedTask): Moment {
  // The lanes of an observed function are rows of the drawing, and nobody's workers.
  const lane = span.source.kind === 'function' ? '' : `, in lane ${span.lane}`;
  const words = `${name} started at ${formatMs(span.startedAt)}${lane}`;
  return { at: span.startedAt, step: span.startStep, words };
}

/** When a task ended. */
export function endOf({ name, span }: NamedTask): Moment {
  const at = formatMs(span.endedAt);
  const words =
    span.outcome === 'unfinished'
      ? `${name}, which was not over when the body settled at ${at}`
      : `${name} ended at ${at}`;
  return { at: span.endedAt, step: span.endStep, words };
}

/** Where time does not tell two moments apart, their steps do. */
export function sameInstant(first: Moment, second: Moment): string {
  return first.at === second.at ? `: the same instant, step ${first.step} before step ${second.step}` : '';
}

/** Marks what lies between two moments; both tasks must be seen. */
export function stretchBetween(first: Moment, second: Moment, meaning: string, spans: readonly Span[]): DrawOptions {
  const stretch = { from: first.at, until: second.at, fromStep: first.step, untilStep: second.step };
  return { marks: { stretches: [stretch], meaning }, focus: { at: first.at, until: second.at, spans } };
}
