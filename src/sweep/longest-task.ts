import { criticalPath } from '../trace/critical-path';
import { JUDGED } from '../trace/judged';
import { makespan } from '../trace/makespan';
import type { Run } from '../trace/run';
import type { Span } from '../trace/span';
import { work } from '../trace/work';

/** The task that makes a run as long as it is. */
export interface Longest {
  readonly span: Span;
  /** Its part of the makespan, from 0 to 1. */
  readonly share: number;
  /** How many times longer it is than the tasks of the run are on average. */
  readonly timesMean: number;
}

/** From this part of the makespan on, one task decides how long it takes, if it is so many times longer than their mean. */
const DOMINATES = 0.9;
const OUTSTANDS = 2;

/** Whether one task decides how long a run takes, so that no more workers can gain anything. */
export function dominates({ share, timesMean }: Pick<Longest, 'share' | 'timesMean'>): boolean {
  return share >= DOMINATES && timesMean >= OUTSTANDS;
}

/** The longest task on the critical path of a run; of several, the first. None if nothing ran, or took time. */
export function longestTask(run: Run): Longest | undefined {
  const trace = run[JUDGED]();
  const whole = makespan(trace);
  const path = criticalPath(trace);
  if (whole === 0 || path.length === 0) return undefined;
  const span = path.reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest));
  const mean = work(trace) / trace.length;
  return { span, share: lengthOf(span) / whole, timesMean: lengthOf(span) / mean };
}

function lengthOf({ startedAt, endedAt }: Span): number {
  return endedAt - startedAt;
}
