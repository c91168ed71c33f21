import { type Ms, ROUNDING_MS } from '../time/duration';
import type { Span } from './span';
import type { Trace } from './trace';

/** Tasks that started at one instant. */
export interface Wave {
  /** The instant, in milliseconds. */
  readonly at: Ms;
  /** Who started then, in start order. */
  readonly spans: readonly Span[];
}

/**
 * The tasks of a trace, grouped by the instant at which they started.
 *
 * Instants are compared exactly, but for the rounding of sums, which suits a virtual clock; on the real clock two tasks
 * hardly ever share one.
 *
 * @returns the waves in the order in which they came.
 * @example waves(trace(span('a', 0, 10), span('b', 0, 10), span('c', 10, 20))).map((wave) => wave.spans.length) // => [2, 1]
 */
export function waves(trace: Trace): readonly Wave[] {
  const found: { at: Ms; spans: Span[] }[] = [];
  for (const span of trace) {
    const last = found.at(-1);
    if (last !== undefined && span.startedAt - last.at <= ROUNDING_MS) last.spans.push(span);
    else found.push({ at: span.startedAt, spans: [span] });
  }
  return found;
}
