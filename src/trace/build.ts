import { UsageError, expected } from '../errors';
import { checkMs, type Ms } from '../time/duration';
import { lowestFreeLanes } from './lanes';
import { ENDED } from './segments';
import type { Source, Span } from './span';
import { inSteps, type Stepped } from './steps';
import { Trace } from './trace';

const OUTCOMES: readonly string[] = Object.keys(ENDED);
const BY_HAND: Source = Object.freeze({ kind: 'function', name: 'by hand' });

/** What may be said of a span that is written by hand. */
export type Details = Partial<Omit<Span, 'id' | 'label' | 'startedAt' | 'endedAt' | 'startStep' | 'endStep'>>;

/** A span before it is part of a trace. */
export type SpanSketch = Details & Pick<Span, 'label' | 'startedAt' | 'endedAt'>;

/**
 * Writes a span by hand, to make a {@link trace} of.
 *
 * @param label - what the task is called.
 * @param startedAt - when it started, in milliseconds.
 * @param endedAt - when it ended, in milliseconds; not before it started.
 * @param details - anything else; it is queued when it starts, and fulfilled, unless said otherwise.
 * @throws UsageError if the label is no text, if a time is no number of milliseconds from 0 up or runs backwards, and
 *   for a lane or an outcome that there cannot be.
 * @example span('a', 0, 10, { queuedAt: 0, outcome: 'rejected' })
 */
export function span(label: string, startedAt: Ms, endedAt: Ms, details: Details = {}): SpanSketch {
  if (typeof label !== 'string') throw expected('label', 'a text', label);
  checkMs('startedAt', startedAt);
  checkMs('endedAt', endedAt);
  const { queuedAt = startedAt, lane, outcome } = details;
  checkMs('queuedAt', queuedAt);
  if (endedAt < startedAt) throw expected('endedAt', `${startedAt} or later, when it started`, endedAt);
  if (queuedAt > startedAt) throw expected('queuedAt', `${startedAt} or earlier, when it started`, queuedAt);
  if (lane !== undefined && !(Number.isSafeInteger(lane) && lane >= 0)) {
    throw expected('lane', 'a whole number from 0 up', lane);
  }
  if (outcome !== undefined && !OUTCOMES.includes(outcome)) {
    throw expected('outcome', `one of ${OUTCOMES.map((one) => `'${one}'`).join(', ')}`, outcome);
  }
  return { ...details, label, startedAt, endedAt };
}

/**
 * Makes a trace of spans written by hand, for trying out measures, matchers and drawings.
 *
 * Steps follow the times. At one instant ends come before starts; among starts, and among ends, the lower lane comes
 * first, then the earlier argument. A span that takes no time ends before anything else starts. Ids are the places among
 * the arguments. If no span has a lane, each gets the lowest free one.
 *
 * @throws UsageError for anything but spans as `span` gives them, and if some have a lane and others have none.
 * @example trace(span('a', 0, 10), span('b', 10, 20)).length // => 2
 */
export function trace(...sketches: readonly SpanSketch[]): Trace {
  sketches.forEach(checkSketch);
  const laned = sketches.filter((sketch) => sketch.lane !== undefined).length;
  if (laned > 0 && laned < sketches.length) throw new UsageError('Expected every span to have a lane, or none.');

  const spans = inSteps(sketches.map((sketch, id) => asSpan(sketch, id)));
  if (laned > 0) return new Trace(spans.map((span) => Object.freeze(span)));

  const lanes = lowestFreeLanes(spans);
  return new Trace(spans.map((span, i) => Object.freeze({ ...span, lane: lanes[i]! })));
}

function asSpan({ label, startedAt, endedAt, ...details }: SpanSketch, id: number): Stepped {
  const { source = BY_HAND, lane = 0, queuedAt = startedAt, outcome = 'fulfilled' } = details;
  const usual = { input: label, parent: undefined };
  const asked = { source, lane, queuedAt, outcome, id, label, startedAt, endedAt, startStep: 0, endStep: 0 };
  return { ...usual, ...details, ...asked };
}

function checkSketch(sketch: unknown): void {
  if (typeof sketch === 'object' && sketch !== null && 'startedAt' in sketch && 'endedAt' in sketch) return;
  throw expected('spans', 'made by `span(label, startedAt, endedAt)`', sketch);
}
