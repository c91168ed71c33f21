import { type Ms, ROUNDING_MS } from '../time/duration';
import type { Span } from './span';
import type { Trace } from './trace';

/** The stretch of time of some length in which most tasks started. */
export interface Window {
  /** When it begins: at the start of the first of them, in milliseconds. */
  readonly from: Ms;
  /** Who started in it, in the order of time. */
  readonly spans: readonly Span[];
}

/**
 * In which window of this length did most tasks start? Of several such windows, the first.
 *
 * A window slides: it may begin at any instant, not only at multiples of its length. It has its beginning and not its
 * end, so of two tasks that start `length` apart, but for the rounding of sums, none has both. A trace without spans has
 * none in it, from 0.
 *
 * @param length - in milliseconds, above 0.
 * @example busiestWindow(trace(span('a', 0, 1), span('b', 90, 91), span('c', 100, 101)), 100).spans.length // => 2
 */
export function busiestWindow({ spans }: Trace, length: Ms): Window {
  const byTime = [...spans].sort((a, b) => a.startedAt - b.startedAt);
  let [begin, end] = [0, 0];
  for (let first = 0, next = 0; first < byTime.length; first++) {
    const from = byTime[first]!.startedAt;
    while (next < byTime.length && byTime[next]!.startedAt - from < length - ROUNDING_MS) next += 1;
    if (next - first > end - begin) [begin, end] = [first, next];
  }
  return { from: byTime[begin]?.startedAt ?? 0, spans: byTime.slice(begin, end) };
}
