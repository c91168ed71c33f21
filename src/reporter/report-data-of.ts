import type { InTest } from '../handover/records';
import type { FileRecord, ReportData, Session } from '../handover/report-data';
import { pathFrom } from './file-records';
import type { HandedOver } from './read-run-folder';
import { counted } from './run-words';

/** What is known of a session from either side. */
export interface Known {
  readonly rootDir: string;
  readonly session: Session;
  /** By Jest. */
  readonly files: readonly FileRecord[];
  /** By the test files. */
  readonly handedOver: HandedOver;
  /** Whether Jest ran all test files in its own process. */
  readonly isInBand: boolean;
}

/** What Jest told, and what the test files handed over, as one. */
export function reportDataOf(known: Known): ReportData {
  const { rootDir, session, files, handedOver } = known;
  const paths = new Set(files.map(({ path }) => path));
  const ours = <T extends InTest>(record: T): readonly T[] => {
    const file = pathFrom(rootDir, record.file);
    // A Jest that a test runs inherits the run folder; what it hands over is its own affair.
    return paths.has(file) ? [{ ...record, file }] : [];
  };
  return {
    schema: 1,
    session,
    files: withWorkers(known),
    runs: handedOver.runs.flatMap(ours),
    sweeps: handedOver.sweeps.flatMap(ours),
    leftOut: leftOutOf(known, paths),
  };
}

/** The word of the worker itself counts more than what Jest lets one guess. */
function withWorkers({ rootDir, files, handedOver, isInBand }: Known): readonly FileRecord[] {
  if (isInBand) return files;
  const workers = new Map([...handedOver.workers].map(([file, { worker }]) => [pathFrom(rootDir, file), worker]));
  return files.map((file) => {
    const worker = workers.get(file.path);
    return worker === undefined ? file : { ...file, worker };
  });
}

function leftOutOf({ rootDir, handedOver }: Known, paths: ReadonlySet<string>): readonly string[] {
  const { runsLeftOut, torn, runs } = handedOver;
  const spans = runs.reduce((sum, { spansLeftOut }) => sum + spansLeftOut, 0);
  return [
    ...[...runsLeftOut].flatMap(([file, count]) => {
      const path = pathFrom(rootDir, file);
      return paths.has(path) ? [`${counted(count, 'run')} of ${path}`] : [];
    }),
    ...(spans === 0 ? [] : [`${counted(spans, 'span')}; measures count them`]),
    ...(torn === 0 ? [] : [`${counted(torn, 'record')} that a process died over`]),
  ];
}
