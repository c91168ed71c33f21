import { fileName, keyOfTest } from '../../../handover/place';
import type { RunRecord, SweepRecord } from '../../../handover/records';
import type { ReportData } from '../../../handover/report-data';
import { type Verdict, verdicts } from './verdict';
import { visibleName } from './visible';

/** A run as the page knows it. */
export interface RunEntry {
  /** What links call it. */
  readonly key: string;
  readonly run: RunRecord;
  readonly verdict: Verdict;
  /** What people call it. */
  readonly title: string;
  /** What tells it from others of that title: its pool and part, or its number in the test. */
  readonly variant: string;
  readonly pools: readonly string[];
}

export interface SweepEntry {
  readonly key: string;
  readonly sweep: SweepRecord;
  readonly title: string;
}

/** The data of the page, with keys and verdicts. */
export interface Report {
  readonly data: ReportData;
  readonly runs: readonly RunEntry[];
  readonly sweeps: readonly SweepEntry[];
}

const PARTS = { body: '', twin: ', broken twin', repeat: ', second run' } as const;

export function reportOf(data: ReportData): Report {
  const verdictOf = verdicts(data.runs, data.files);
  const key = distinct();
  const countOf = counted(data.runs);
  const isShared = sharedFiles(data);
  const runs = data.runs.map((run) => ({
    key: key(run),
    run,
    verdict: verdictOf(run),
    title: visibleName(run.scenario?.name ?? (run.test === '' ? run.file : run.test)),
    variant: variantOf(run, countOf(run), isShared(run.file)),
    pools: poolsOf(run),
  }));
  const sweepKey = distinct();
  const sweeps = data.sweeps.map((sweep) => ({
    key: sweepKey(sweep),
    sweep,
    title: visibleName(sweep.test === '' ? fileName(sweep) : sweep.test),
  }));
  return { data, runs, sweeps };
}

/** File and number; one more mark should two projects without a name have run the same file. */
function distinct(): (record: Pick<RunRecord, 'file' | 'project' | 'number'>) => string {
  const taken = new Set<string>();
  return (record) => {
    let key = `${fileName(record)}:${record.number}`;
    while (taken.has(key)) key += '*';
    taken.add(key);
    return key;
  };
}

/** Which files several projects ran. */
function sharedFiles({ files }: ReportData): (path: string) => boolean {
  const seen = new Set<string>();
  const shared = new Set(files.flatMap(({ path }) => (seen.size === seen.add(path).size ? [path] : [])));
  return (path) => shared.has(path);
}

/** Which run of its test it is, and of how many. */
function counted(runs: readonly RunRecord[]): (run: RunRecord) => readonly [number, number] {
  const byTest = new Map<string, RunRecord[]>();
  const listOf = (run: RunRecord): RunRecord[] => {
    const key = keyOfTest(run);
    if (!byTest.has(key)) byTest.set(key, []);
    return byTest.get(key)!;
  };
  for (const run of runs) listOf(run).push(run);
  return (run) => [listOf(run).indexOf(run) + 1, listOf(run).length];
}

type Place = readonly [number: number, count: number];

/** @param isShared - whether several projects ran its file, so that they must be told apart. */
function variantOf({ scenario, retry, project }: RunRecord, [number, count]: Place, isShared: boolean): string {
  return [
    ...(scenario === undefined ? [] : [`on ${visibleName(scenario.pool)}${PARTS[scenario.part]}`]),
    ...(scenario === undefined && count > 1 ? [`run ${number} of ${count}`] : []),
    ...(retry === 0 ? [] : [`try ${retry + 1}`]),
    ...(isShared && project !== undefined ? [`project ${visibleName(project)}`] : []),
  ].join(', ');
}

function poolsOf({ scenario, spans }: RunRecord): readonly string[] {
  const found = new Set(spans.flatMap(({ source }) => (source.kind === 'pool' ? [source.name] : [])));
  if (scenario !== undefined) found.add(scenario.pool);
  return [...found];
}
