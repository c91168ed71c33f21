import { UsageError, expected } from '../errors';
import { type Judged, isJudged, JUDGED, topLevelWork } from '../trace/judged';
import { isRun } from '../trace/run';
import { Trace, isTrace } from '../trace/trace';
import { isDrawable } from './is-drawable';

/**
 * The spans that a drawing shows: of a trace all of them; of a run those that matchers judge, or if they would ask to
 * choose a source, the top-level ones of all sources; of a server its requests.
 *
 * @throws UsageError if it is nothing of these, or if several were recorded apart.
 */
export function traceToDraw(shown: unknown): Trace {
  if (!isDrawable(shown)) {
    const advice = shown instanceof Promise ? 'Await it first.' : undefined;
    throw expected('shown', 'a run, a trace, a slow server or an array of them', shown, advice);
  }
  return isJudged(shown) ? traceOf(shown) : Trace.merge(shown.map(traceOf));
}

function traceOf(shown: Judged): Trace {
  if (isTrace(shown)) return shown;
  try {
    return shown[JUDGED]();
  } catch (error) {
    // Matchers ask which source is meant; a drawing can show them all.
    if (!isRun(shown) || !(error instanceof UsageError)) throw error;
    const { spans, neverStarted } = topLevelWork(shown.trace);
    return new Trace(spans, { neverStarted, recording: shown.trace.recording });
  }
}
