import { UsageError } from '../errors';
import type { Trace } from '../trace/trace';
import { traceToJudge } from './received';
import { notOver, unfinishedIn } from './unfinished';

/**
 * What `expect(…)` was given, and another to compare its length with.
 *
 * @param argument - the argument that is the other.
 * @throws UsageError as `traceToJudge` does; if either has work that was not over; and if they are of different clocks.
 */
export function tracesToCompare(
  received: unknown,
  other: unknown,
  argument: string,
): readonly [its: Trace, others: Trace] {
  // The argument first: as a part of an expected value, what it is compared with may be anything.
  const its = traceToJudge(other, argument);
  const traces = [finished('it', traceToJudge(received)), finished('the other', its)] as const;
  const [clock, otherClock] = traces.map(({ recording }) => recording.clock);
  if (clock === undefined || otherClock === undefined || clock === otherClock) return traces;
  throw new UsageError(
    `One was recorded on the ${clock} clock and the other on the ${otherClock}: their lengths do not compare.`,
  );
}

function finished(which: 'it' | 'the other', trace: Trace): Trace {
  if (unfinishedIn(trace).length > 0) throw notOver(which, trace);
  return trace;
}
