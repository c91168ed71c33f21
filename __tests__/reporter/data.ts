import { MOST_SPANS, runFacts } from '../../src/handover/run-record';
import type { RunRecord } from '../../src/handover/records';
import type { FileRecord, ReportData, Session, TestRecord } from '../../src/handover/report-data';
import { span, trace } from '../../src/trace/build';
import { makespan } from '../../src/trace/makespan';
import type { Trace } from '../../src/trace/trace';

/** Two tasks side by side. */
export const two = trace(span('usegalaxy.org', 0, 900), span('stalls.example', 0, 2000));

/** A run as a test file hands it over. */
export function runOf(all: Trace = two, more: Partial<RunRecord> = {}): RunRecord {
  const end = { trace: all, judged: all, clock: 'virtual', elapsed: makespan(all), realMs: 31 } as const;
  const where = { kind: 'run', file: 'spec/a.test.ts', test: 'asks two', retry: 0, number: 0 } as const;
  return { ...where, ...runFacts(end, { spans: MOST_SPANS, withValues: true }), failures: [], ...more };
}

/** A test file that ran. */
export function fileOf(
  path: string,
  tests: readonly Partial<TestRecord>[] = [],
  more: Partial<FileRecord> = {},
): FileRecord {
  const all = tests.map((one): TestRecord => ({ name: 'asks two', status: 'passed', failures: [], ...one }));
  return { path, status: 'passed', worker: 1, startedAt: 0, endedAt: 100, tests: all, ...more };
}

/** A report. */
export function dataOf(
  more: Partial<Omit<ReportData, 'session'>> & { readonly session?: Partial<Session> } = {},
): ReportData {
  const session: Session = {
    ...{ id: '20261127T201530-0a1b2c', suite: 'abc', startedAt: 0, tookMs: 1234, maxWorkers: 2 },
    ...{ node: 'v20', jest: '30', interrupted: false },
    ...more.session,
  };
  return { schema: 1, files: [fileOf('spec/a.test.ts', [{}])], runs: [], sweeps: [], leftOut: [], ...more, session };
}
