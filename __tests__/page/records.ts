import type { RunRecord, SpanRecord } from '../../src/handover/records';
import type { FileRecord, ReportData, TestRecord } from '../../src/handover/report-data';
import { makespan } from '../../src/trace/makespan';
import { peakConcurrency } from '../../src/trace/peak-concurrency';
import { Trace } from '../../src/trace/trace';
import { work } from '../../src/trace/work';

/** A run record of a trace; what is not said is as it usually is. */
export function recordOf(trace: Trace, more: Partial<RunRecord> = {}): RunRecord {
  const spans = [...trace.spans].sort((one, other) => one.id - other.id).map(spanOf);
  const judged = new Trace(trace.spans.filter(({ parent }) => parent === undefined));
  const peak = peakConcurrency(judged);
  const makespanMs = makespan(judged);
  const longest = [...judged.spans].sort(
    (one, other) => other.endedAt - other.startedAt - one.endedAt + one.startedAt,
  )[0];
  return {
    kind: 'run',
    ...{ file: 'spec/some.test.ts', test: 'some test', retry: 0, number: 0 },
    clock: 'virtual',
    seed: 1,
    elapsedMs: Math.max(0, ...trace.spans.map(({ endedAt }) => endedAt)),
    realMs: 4,
    holds: [],
    failures: [],
    spans,
    spansLeftOut: 0,
    measures: {
      spans: judged.length,
      peak: peak.count,
      ...(judged.length > 0 && { peakAt: peak.at }),
      makespanMs,
      workMs: work(judged),
      ...(makespanMs > 0 && { speedUp: work(judged) / makespanMs }),
      ...(longest !== undefined && { slowest: { label: longest.label, tookMs: longest.endedAt - longest.startedAt } }),
      outcomes: Object.fromEntries(
        [...new Set(judged.spans.map(({ outcome }) => outcome))].map((one) => [
          one,
          judged.spans.filter(({ outcome }) => outcome === one).length,
        ]),
      ),
    },
    ...more,
  };
}

function spanOf({ parent, input, result, error, ...rest }: Trace['spans'][number]): SpanRecord {
  return {
    ...rest,
    ...(parent !== undefined && { parent, aside: true as const }),
    ...(input !== undefined && { input: JSON.stringify(input) }),
    ...(result !== undefined && { result: JSON.stringify(result) }),
    ...(error !== undefined && { error: (error as Error).message }),
  };
}

/** A report of these runs: each of their tests passed, but for those named. */
export function reportOf(
  runs: readonly RunRecord[],
  { failed = [], ...more }: Partial<ReportData> & { readonly failed?: readonly string[] } = {},
): ReportData {
  const paths = [...new Set(runs.map(({ file }) => file))].sort();
  return {
    schema: 1,
    session: {
      ...{
        id: 'session',
        suite: 'suite',
        startedAt: Date.UTC(2026, 10, 27, 12),
        tookMs: 8200,
        maxWorkers: 4,
        cores: 4,
      },
      ...{ node: '22.12.0', jest: '30.5.2', interrupted: false },
    },
    files: paths.map((path, i) => fileOf(path, i, runs, failed)),
    runs,
    sweeps: [],
    leftOut: [],
    ...more,
  };
}

function fileOf(path: string, i: number, runs: readonly RunRecord[], failed: readonly string[]): FileRecord {
  const names = [...new Set(runs.filter(({ file }) => file === path).map(({ test }) => test))];
  const tests = names.map((name): TestRecord => {
    const isFailed = failed.includes(name);
    return {
      name,
      status: isFailed ? 'failed' : 'passed',
      tookMs: 12,
      failures: isFailed ? ['Expected: 1\nReceived: 2'] : [],
    };
  });
  return {
    path,
    status: tests.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
    worker: (i % 4) + 1,
    ...{ startedAt: 400 + 300 * i, endedAt: 1900 + 420 * i, startUpMs: 300, loadMs: 400, testsMs: 700 },
    tests,
  };
}
