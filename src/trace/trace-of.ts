import { expected } from '../errors';
import { JUDGED, isJudged, type Judged } from './judged';
import { Trace } from './trace';

/**
 * The trace that a matcher judges: of a run its top-level tasks, of a slow server its requests, of an observed function
 * its calls; of several, those of all.
 *
 * @param judged - a run, a trace, a slow server or an observed function; or an array of these from one recording.
 * @throws UsageError if it is none of these; if its tasks are of several sources; or if an array mixes recordings.
 * @example
 * const fetchPage = observe(sleepFor);
 * await simulate(() => Promise.all([fetchPage(30), fetchPage(10)]));
 * makespan(traceOf(fetchPage)) // => 30
 */
export function traceOf(judged: Judged | readonly Judged[]): Trace {
  if (isJudged(judged)) return judged[JUDGED]();
  if (Array.isArray(judged) && judged.length > 0 && judged.every(isJudged)) {
    return Trace.merge(judged.map((one) => one[JUDGED]()));
  }
  throw expected('judged', 'a run, a trace, a slow server, an observed function or an array of these', judged);
}
