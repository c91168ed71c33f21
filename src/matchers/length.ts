import { formatMs, type Ms, ROUNDING_MS } from '../time/duration';
import { makespan } from '../trace/makespan';
import { isRun } from '../trace/run';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { who } from './who';

/** Whether two lengths are the same, but for the rounding of sums. */
export function isSameLength(a: Ms, b: Ms, within: Ms = 0): boolean {
  return Math.abs(a - b) <= within + ROUNDING_MS;
}

/** By how much a length may be off, after that length; nothing if by nothing. */
export function giveOrTake(within: Ms | undefined): string {
  return within === undefined ? '' : `, give or take ${formatMs(within)}`;
}

/** How long a trace is, from when and whom until when and whom. */
export function lengthInWords(trace: Trace): string {
  const last = lastEnded(trace);
  const [first] = trace.spans as readonly [Span, ...Span[]];
  const [from, until] = [formatMs(first.startedAt), formatMs(last.endedAt)];
  return `${formatMs(makespan(trace))}, from ${from} (${who([first])}) to ${until} (${who([last])})`;
}

/** Which ended last; of several, the first to start. */
export function lastEnded({ spans }: Trace): Span {
  return spans.reduce((last, span) => (span.endedAt > last.endedAt ? span : last));
}

/** Says so if the body as a whole took as long as was expected of its tasks. */
export function wholeBody(received: unknown, isMeant: (elapsed: Ms) => boolean): string | undefined {
  if (!isRun(received) || !isMeant(received.elapsed)) return undefined;
  return `this is the time of the tasks alone; the body as a whole took ${formatMs(received.elapsed)}, which is \`run.elapsed\`.`;
}
