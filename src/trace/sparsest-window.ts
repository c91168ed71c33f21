import { type Ms, ROUNDING_MS } from '../time/duration';
import type { Span } from './span';
import type { Trace } from './trace';

/** The stretch of time of some length in which fewest tasks started, though more were to come. */
export interface SparsestWindow {
  /** When it begins, in milliseconds. */
  readonly from: Ms;
  /** Who started in it, in the order of time. */
  readonly spans: readonly Span[];
  /** Who started just when it was over. */
  readonly next: Span;
}

/**
 * In which window of this length did fewest tasks start? Of several such windows, the first.
 *
 * A window slides, and has its beginning and not its end, as in `busiestWindow`. It lies between the first start and the
 * last: before and after them nobody knows whether there was anything to start. So one with fewest in it ends as some task
 * starts, and is looked for there only.
 *
 * @param length - in milliseconds, above 0.
 * @returns nothing if all started within less than `length`, so that no window has room between them.
 * @example sparsestWindow(trace(span('a', 0, 1), span('b', 0, 1), span('c', 250, 251)), 100)?.from // => 150
 */
export function sparsestWindow({ spans }: Trace, length: Ms): SparsestWindow | undefined {
  const byTime = [...spans].sort((a, b) => a.startedAt - b.startedAt);
  const at = (place: number): Ms => byTime[place]!.startedAt;
  let sparsest: { begin: number; end: number } | undefined;
  for (let end = 1, begin = 0; end < byTime.length; end++) {
    if (at(end) - at(0) < length - ROUNDING_MS) continue;
    while (at(end) - at(begin) > length + ROUNDING_MS) begin += 1;
    if (sparsest === undefined || end - begin < sparsest.end - sparsest.begin) sparsest = { begin, end };
  }
  if (sparsest === undefined) return undefined;
  const { begin, end } = sparsest;
  return { from: at(end) - length, spans: byTime.slice(begin, end), next: byTime[end]! };
}
