import type { RunRecord } from '../handover/records';
import type { ReportData } from '../handover/report-data';
import { suiteTrace } from '../suite/suite-trace';
import { makespan } from '../trace/makespan';
import { peakConcurrency } from '../trace/peak-concurrency';
import type { Trace } from '../trace/trace';
import { work } from '../trace/work';

/** The run of Jest itself as a run: its files are tasks, and its workers lanes. */
export function suiteRun({ files, session }: ReportData): RunRecord {
  const trace = suiteTrace(files);
  return {
    ...{ kind: 'run', file: '', test: '', retry: 0, number: 0, clock: 'real' },
    elapsedMs: session.tookMs,
    realMs: session.tookMs,
    ...{ holds: [], failures: [], spansLeftOut: 0 },
    spans: [...trace.spans]
      .sort((one, other) => one.id - other.id)
      .map(({ input: _input, parent: _parent, result: _result, error, ...rest }) => ({
        ...rest,
        ...(typeof error === 'string' && { error }),
      })),
    measures: measuresOf(trace),
  };
}

function measuresOf(trace: Trace): RunRecord['measures'] {
  const [peak, makespanMs, workMs] = [peakConcurrency(trace), makespan(trace), work(trace)];
  return {
    ...{ spans: trace.length, peak: peak.count, makespanMs, workMs, outcomes: {} },
    ...(trace.length > 0 && { peakAt: peak.at }),
    ...(makespanMs > 0 && { speedUp: workMs / makespanMs }),
  };
}
