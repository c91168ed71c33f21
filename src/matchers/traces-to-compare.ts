import { UsageError } from '../errors';
import type { Trace } from '../trace/trace';
import { traceToJudge } from './received';
import { notOver, unfinishedIn } from './unfinished';

/**
 * What `expect(…)` was given, and another to compare its length with.
 *
 * @throws UsageError as `traceToJudge` does; if either has work that was not over; and if they are of different clocks.
 */
export function tracesToCompare(received: unknown, other: unknown): readonly [its: Trace, others: Trace] {
  const traces = [finished('it', received), finished('the other', other)] as const;
  const [clock, otherClock] = traces.map(({ recording }) => recording.clock);
  if (clock === undefined || otherClock === undefined || clock === otherClock) return traces;
  throw new UsageError(
    `One was recorded on the ${clock} clock and the other on the ${otherClock}: their lengths do not compare.`,
  );
}

function finished(which: 'it' | 'the other', judged: unknown): Trace {
  const trace = traceToJudge(judged);
  if (unfinishedIn(trace).length > 0) throw notOver(which, trace);
  return trace;
}
