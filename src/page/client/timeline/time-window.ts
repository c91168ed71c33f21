/** A piece of time, in milliseconds, `from` < `until`. */
export interface TimeWindow {
  readonly from: number;
  readonly until: number;
}

/** Nobody can tell less than a millionth of a whole apart, nor less than a nanosecond. */
const DEEPEST = 1e6;
const SHORTEST = 1e-6;

/** All the time that these take; a millisecond if they take none. */
export function wholeOf(spans: readonly { readonly queuedAt: number; readonly endedAt: number }[]): TimeWindow {
  let [from, until] = [Infinity, -Infinity];
  for (const { queuedAt, endedAt } of spans) {
    from = Math.min(from, queuedAt);
    until = Math.max(until, endedAt);
  }
  if (from > until) return { from: 0, until: 1 };
  return from === until ? { from, until: from + 1 } : { from, until };
}

/** The window that holds both. */
export function around(one: TimeWindow, other: TimeWindow): TimeWindow {
  return { from: Math.min(one.from, other.from), until: Math.max(one.until, other.until) };
}

/**
 * Looks closer, or from further away, with one instant staying where it is; never beyond the whole.
 *
 * @param by - how many times closer; below 1, further away.
 */
export function zoomed({ from, until }: TimeWindow, by: number, at: number, whole: TimeWindow): TimeWindow {
  const length = whole.until - whole.from;
  const wanted = Math.min(Math.max((until - from) / by, length / DEEPEST, SHORTEST), length);
  const part = Math.min(Math.max((at - from) / (until - from), 0), 1);
  return within(at - part * wanted, wanted, whole);
}

/** Looks at what is later, or, with a negative number of milliseconds, earlier. */
export function panned({ from, until }: TimeWindow, by: number, whole: TimeWindow): TimeWindow {
  return within(from + by, until - from, whole);
}

/** Shows these milliseconds with some room on both sides. */
export function showing(from: number, until: number, whole: TimeWindow): TimeWindow {
  const length = whole.until - whole.from;
  const wanted = Math.min(Math.max((until - from) * 1.3, length / DEEPEST, SHORTEST), length);
  return within((from + until - wanted) / 2, wanted, whole);
}

/** The same window, or moved just as far as it takes to see this instant. */
export function seeing(window: TimeWindow, at: number, whole: TimeWindow): TimeWindow {
  if (at >= window.from && at <= window.until) return window;
  const length = window.until - window.from;
  return within(at - length / 2, length, whole);
}

function within(from: number, length: number, whole: TimeWindow): TimeWindow {
  const first = Math.min(Math.max(from, whole.from), whole.until - length);
  return { from: first, until: first + length };
}
