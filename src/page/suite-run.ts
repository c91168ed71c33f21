import type { RunRecord } from '../handover/records';
import type { FileRecord, ReportData } from '../handover/report-data';
import { type SpanSketch, span, trace } from '../trace/build';
import { makespan } from '../trace/makespan';
import { peakConcurrency } from '../trace/peak-concurrency';
import type { Outcome, Source } from '../trace/span';
import type { Trace } from '../trace/trace';
import { work } from '../trace/work';

const WORKERS: Source = { kind: 'pool', name: "Jest's workers" };

const OUTCOMES: Readonly<Record<FileRecord['status'], Outcome>> = {
  passed: 'fulfilled',
  skipped: 'fulfilled',
  failed: 'rejected',
  crashed: 'rejected',
  unfinished: 'unfinished',
};

/** The run of Jest itself as a run: its files are tasks, and its workers lanes; unknown ones are the lowest free. */
export function suiteRun({ files, session }: ReportData): RunRecord {
  const areKnown = files.every(({ worker }) => worker !== undefined);
  const all = trace(...files.map((file) => sketch(file, areKnown)));
  return {
    ...{ kind: 'run', file: '', test: '', retry: 0, number: 0, clock: 'real' },
    elapsedMs: session.tookMs,
    realMs: session.tookMs,
    ...{ holds: [], failures: [], spansLeftOut: 0 },
    spans: [...all.spans]
      .sort((one, other) => one.id - other.id)
      .map(({ input: _, parent: _none, error, result: _nothing, ...rest }) => ({
        ...rest,
        ...(typeof error === 'string' && { error }),
      })),
    measures: measures(all),
  };
}

function sketch(file: FileRecord, withLane: boolean): SpanSketch {
  const { path, project, startedAt, endedAt, worker = 0, status, error } = file;
  const loadedFrom = startedAt + (file.startUpMs ?? 0);
  return span(project === undefined ? path : `${project} ${path}`, startedAt, Math.max(startedAt, endedAt), {
    source: WORKERS,
    outcome: OUTCOMES[status],
    ...(withLane && { lane: Math.max(0, worker - 1) }),
    parts: [
      { name: 'starting up', until: loadedFrom },
      { name: 'loading', until: loadedFrom + (file.loadMs ?? 0) },
    ],
    ...(error !== undefined && { error }),
  });
}

function measures(all: Trace): RunRecord['measures'] {
  const [peak, makespanMs, workMs] = [peakConcurrency(all), makespan(all), work(all)];
  return {
    ...{ spans: all.length, peak: peak.count, makespanMs, workMs, outcomes: {} },
    ...(all.length > 0 && { peakAt: peak.at }),
    ...(makespanMs > 0 && { speedUp: workMs / makespanMs }),
  };
}
