import { formatMs, type Ms } from '../time/duration';
import type { Interval } from '../trace/idle-lanes';
import { makespan } from '../trace/makespan';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { who } from './who';

/** How long a lane was idle between the first start of a trace and its last end. */
export interface Idleness {
  readonly lane: number;
  readonly ms: Ms;
  /** The times at which it was, and which task came before; none before the first. */
  readonly gaps: readonly (Interval & { readonly after: Span | undefined })[];
}

/** Of each lane that had work, how long it was idle and when. There must be tasks, all of one source. */
export function idlenessOf(trace: Trace): readonly Idleness[] {
  const start = trace.spans[0]!.startedAt;
  const end = start + makespan(trace);
  const byLane = new Map<number, Span[]>();
  for (const span of trace) {
    const lane = byLane.get(span.lane);
    if (lane === undefined) byLane.set(span.lane, [span]);
    else lane.push(span);
  }
  return [...byLane].map(([lane, spans]) => {
    const gaps = [undefined, ...spans].map((after, i) => {
      return { from: after?.endedAt ?? start, until: spans[i]?.startedAt ?? end, after };
    });
    const idle = gaps.filter(({ from, until }) => until > from);
    return { lane, ms: idle.reduce((sum, { from, until }) => sum + until - from, 0), gaps: idle };
  });
}

/** `lane 1 was idle for 200 ms: from 100 ms to 300 ms, after b`; of several times, the longest. */
export function idlenessInWords({ lane, ms, gaps }: Idleness): string {
  const longest = gaps.reduce((one, other) => (other.until - other.from > one.until - one.from ? other : one));
  const { from, until, after } = longest;
  const when = `from ${formatMs(from)} to ${formatMs(until)}${after === undefined ? '' : `, after ${who([after])}`}`;
  return `lane ${lane} was idle for ${formatMs(ms)}${gaps.length === 1 ? ':' : ', the longest time'} ${when}`;
}
