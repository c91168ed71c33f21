import { keyOfTest, keysOfTests } from '../handover/place';
import type { RunRecord } from '../handover/records';
import type { ReportData } from '../handover/report-data';
import type { Ms } from '../time/duration';

/** From so many milliseconds of real time on a hold is worth a word: a test that does nothing else takes less. */
export const LONG_HOLD_REAL_MS: Ms = 100;

/** A run that has something to say. */
export interface TellingRun {
  readonly run: RunRecord;
  /** Whether it failed, in a test that did. */
  readonly hasFailed: boolean;
}

/**
 * The runs that have something to say: those that failed, those in which more than one task was in flight, and those in
 * which something held the clock for long. Runs of a sweep are told of by the sweep; repetitions, and broken twins, which
 * are meant to fail, have nothing to say.
 */
export function tellingRuns(data: ReportData): readonly TellingRun[] {
  const failed = failedTests(data);
  return data.runs.flatMap((run) => {
    const hasFailed = failed.has(keyOfTest(run)) && isBroken(run);
    return isTelling(run) ? [{ run, hasFailed }] : [];
  });
}

/** Whether a run has something to say. */
export function isTelling(run: RunRecord): boolean {
  if (run.sweep !== undefined || (run.scenario !== undefined && run.scenario.part !== 'body')) return false;
  return isBroken(run) || run.measures.peak > 1 || longHold(run) !== undefined;
}

/** Whether it threw, or a claim about it did not hold; a test may expect as much. */
export function isBroken({ failures, error }: RunRecord): boolean {
  return failures.length > 0 || error !== undefined;
}

/** Of more than so many, those that failed and then those that took the longest in real time; in their own order. */
export function mostTelling(runs: readonly TellingRun[], most: number): readonly TellingRun[] {
  if (runs.length <= most) return runs;
  const ranked = [...runs].sort(
    (a, b) => Number(b.hasFailed) - Number(a.hasFailed) || b.run.realMs - a.run.realMs || 0,
  );
  const chosen = new Set(ranked.slice(0, most));
  return runs.filter((run) => chosen.has(run));
}

/** What held the clock of a run, if that was for long. */
export function longHold({ holds }: RunRecord): RunRecord['holds'][number] | undefined {
  return holds.find(({ realMs }) => realMs >= LONG_HOLD_REAL_MS);
}

/** The tests that failed, by their keys. */
function failedTests({ files }: ReportData): ReadonlySet<string> {
  return new Set(files.flatMap((file) => keysOfTests(file, ({ status }) => status === 'failed')));
}
