import { keyOfTest, keysOfTests } from '../../../handover/place';
import type { RunRecord } from '../../../handover/records';
import type { FileRecord, TestRecord } from '../../../handover/report-data';

/**
 * How a run went. `as meant`: it failed, and its test passed, as with a broken twin. `retried`: it failed, and its test
 * was tried again.
 */
export type Verdict = 'failed' | 'as meant' | 'retried' | 'passed';

/** What a verdict is called, with the mark that goes with its colour. */
export const VERDICTS: Readonly<Record<Verdict, { readonly mark: string; readonly words: string }>> = {
  failed: { mark: '✗', words: 'failed' },
  'as meant': { mark: '✓', words: 'failed, as it was meant to' },
  retried: { mark: '↻', words: 'failed, and was tried again' },
  passed: { mark: '✓', words: 'passed' },
};

/** Tells of each run how it went. */
export function verdicts(runs: readonly RunRecord[], files: readonly FileRecord[]): (run: RunRecord) => Verdict {
  const failed = new Set(files.flatMap((file) => keysOfTests(file, hasFailed)));
  const known = new Set(files.flatMap((file) => keysOfTests(file)));
  const blamed = new Set(runs.filter(isBlamed).map(keyOfTest));
  const lastTry = new Map<string, number>();
  for (const run of runs) {
    const test = keyOfTest(run);
    lastTry.set(test, Math.max(run.retry, lastTry.get(test) ?? 0));
  }

  return (run) => {
    const test = keyOfTest(run);
    if (run.retry < lastTry.get(test)!) return isBlamed(run) ? 'retried' : 'passed';
    if (!known.has(test)) return isBlamed(run) && run.scenario?.part !== 'twin' ? 'failed' : passedAs(run);
    if (!failed.has(test)) return passedAs(run);
    // If the test blamed none of its runs, any of them may be why.
    return isBlamed(run) || !blamed.has(test) ? 'failed' : passedAs(run);
  };
}

function hasFailed({ status }: TestRecord): boolean {
  return status === 'failed';
}

function passedAs(run: RunRecord): Verdict {
  return hasTrouble(run) ? 'as meant' : 'passed';
}

function hasTrouble({ error, failures }: RunRecord): boolean {
  return error !== undefined || failures.length > 0;
}

/** A twin is meant to fail: if its test did, it was not for that. */
function isBlamed(run: RunRecord): boolean {
  return run.scenario?.part !== 'twin' && hasTrouble(run);
}
