import { availableParallelism } from 'node:os';
import { expected } from '../errors';
import type { FileRecord, Session } from '../handover/report-data';
import { levelsOffAt } from '../sweep/levels-off';
import { dominates } from '../sweep/longest-task';
import type { Ms } from '../time/duration';
import { criticalPath } from '../trace/critical-path';
import { makespan } from '../trace/makespan';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { utilisation } from '../trace/utilisation';
import { work } from '../trace/work';
import { type FileCost, costsOf } from './costs';
import { mostOthers } from './core-use';
import { type Grounds, type Prediction, inSoManyShards, withWorkers } from './predict';
import { computingPart } from './service';
import type { Machine } from './slow-down';
import { type Split, splitOf } from './split';
import { type SuiteRun, suiteRun } from './suite-trace';

/** A test file, and how long a worker was busy with it. */
export interface FileTime {
  readonly path: string;
  readonly tookMs: Ms;
}

/** The file that took longest. */
export interface SlowestFile extends FileTime {
  /** Its part of the time from the first file's start to the last one's end, from 0 to 1. */
  readonly share: number;
  /** The least number of workers with which it alone decides how long the suite takes; absent if 16 do not suffice. */
  readonly dominatesFrom?: number;
  /** What it would bring to split it, with the workers there were: in two, and at best. Absent if it has no two tests. */
  readonly split?: { readonly inTwo: Split; readonly best: Split };
}

/** What files spent their time on, all together, in milliseconds. */
export interface SpentOn {
  /** Starting workers, test environments and what Jest loads itself. */
  readonly startUpMs: Ms;
  /** Loading setup files, test files and their modules, transforming them where the cache had none. */
  readonly loadMs: Ms;
  readonly testsMs: Ms;
  /** The rest: tearing down, and being handed the next file. All of it if nobody knows the parts. */
  readonly restMs: Ms;
}

/** How a run of Jest used its workers, and how long it would take with more of them. */
export interface SuiteReport {
  readonly files: number;
  /** From the start of Jest to the end of the last file, in milliseconds. */
  readonly wallMs: Ms;
  /** Of that what passed before the first file was handed out. */
  readonly beforeMs: Ms;
  readonly workers: number;
  readonly cores: number;
  /** The part of files' own time in which they computed, from 0 to 1; taken to be 1 if nobody measured it. */
  readonly computing: number;
  /** How many other processes wanted a core meanwhile; taken to be 0 if nobody measured it. */
  readonly others: number;
  readonly spentOn: SpentOn;
  /** How busy the workers were from the first file's start to the last one's end, from 0 to 1. */
  readonly utilisation: number;
  /** The files that made it as long as it was, in the order in which they ran. */
  readonly criticalPath: readonly FileTime[];
  /** Absent if no file ran. */
  readonly slowest?: SlowestFile;
  /** For `maxWorkers` 1 to 16. */
  readonly byWorkers: readonly Prediction[];
  /** For 1 to 8 shards, each on a machine of its own with as many workers. */
  readonly byShards: readonly Prediction[];
  /** The least `maxWorkers` from which on more of them gain less than a twentieth; absent if 16 still gain. */
  readonly workersLevelOffAt?: number;
  readonly shardsLevelOffAt?: number;
}

const MOST_WORKERS = 16;
const MOST_SHARDS = 8;

/**
 * How a run of Jest used its workers, and how long it would take with 1 to 16 of them, or in 1 to 8 shards.
 *
 * The prediction is for the next run of the same files: each file takes what it took, on workers that take the next file
 * when they are free, in the order in which Jest hands out what it knows from this run. The first file of a worker takes
 * longer, by what it did so in this run. Files that run at a time slow each other down when there are more of them than
 * cores, the more so the more they compute; other processes are taken to want as much of the machine as they did. What that leaves out is said in docs/suite.md.
 *
 * @param files - as Jest ran them.
 * @param session - the call of Jest. Where it says nothing of `cores`, this machine's count; nor of `computing` or
 * `cpuMs`, files are taken to compute all the time; nor of `otherLoad`, the machine to have had nothing else to do.
 * @throws UsageError if they are none.
 */
export function suiteReport(files: readonly FileRecord[], session: Session): SuiteReport {
  const { maxWorkers: workers, cores = availableParallelism(), otherLoad = 0, tookMs: wallMs } = session;
  checkCount('session.maxWorkers', workers);
  checkCount('session.cores', cores);
  checkPart('session.computing', session.computing);
  const run = suiteRun(files);
  const others = Math.min(otherLoad, mostOthers(inFlightOn(run.trace), cores, session));
  const computing = computingIn(run.trace, { cores, others }, session);
  const machine = { cores, computing, others };
  const costs = costsOf(run, machine);
  const beforeMs = run.trace.spans[0]?.startedAt ?? 0;
  const grounds: Grounds = { costs, machine, beforeMs };
  const byWorkers = range(MOST_WORKERS).map((size) => withWorkers(grounds, size));
  const byShards = range(MOST_SHARDS).map((size) => inSoManyShards(grounds, size, workers));
  return {
    ...{ files: files.length, wallMs, beforeMs, workers, cores, computing, others },
    spentOn: spentOn(run),
    utilisation: utilisation(run.trace, files.every(({ worker }) => worker === 0) ? 1 : workers),
    criticalPath: criticalPath(run.trace).map(fileTime),
    ...slowestOf(run, grounds, byWorkers, workers),
    ...{ byWorkers, byShards },
    ...leveledOff('workersLevelOffAt', byWorkers),
    ...leveledOff('shardsLevelOffAt', byShards),
  };
}

function inFlightOn(trace: Trace): number {
  const all = makespan(trace);
  return all === 0 ? 0 : work(trace) / all;
}

/** As the threads themselves told; else by what they used of the machine, as far as it is known who else did. */
function computingIn(
  trace: Trace,
  place: Pick<Machine, 'cores' | 'others'>,
  { computing, cpuMs }: Pick<Session, 'computing' | 'cpuMs'>,
): number {
  if (computing !== undefined) return computing;
  return cpuMs === undefined ? 1 : computingPart(trace, place, cpuMs);
}

function spentOn({ trace, files }: SuiteRun): SpentOn {
  const sum = (of: (file: FileRecord) => Ms | undefined): Ms => files.reduce((all, file) => all + (of(file) ?? 0), 0);
  const startUpMs = sum((file) => file.startUpMs);
  const loadMs = sum((file) => file.loadMs);
  const testsMs = sum((file) => file.testsMs);
  return { startUpMs, loadMs, testsMs, restMs: Math.max(0, work(trace) - startUpMs - loadMs - testsMs) };
}

function slowestOf(
  { trace }: SuiteRun,
  grounds: Grounds,
  byWorkers: readonly Prediction[],
  workers: number,
): Pick<SuiteReport, 'slowest'> {
  if (trace.length === 0) return {};
  const span = trace.spans.reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest));
  const cost = grounds.costs.files[trace.spans.indexOf(span)]!;
  const from = byWorkers.find((prediction) => decides(cost, prediction, grounds))?.size;
  const split = splitOf(cost, grounds, workers);
  return {
    slowest: {
      ...fileTime(span),
      share: lengthOf(span) / Math.max(lengthOf(span), makespan(trace)),
      ...(from === undefined ? {} : { dominatesFrom: from }),
      ...(split === undefined ? {} : { split }),
    },
  };
}

/** Whether a suite cannot be faster for one file. */
function decides({ ownMs }: FileCost, { wallMs, inBand }: Prediction, { costs, beforeMs }: Grounds): boolean {
  const mean = costs.files.reduce((sum, file) => sum + file.ownMs, 0) / costs.files.length;
  const share = (ownMs + costs.workerStartMs) / (wallMs - beforeMs);
  return !inBand && dominates({ share, timesMean: ownMs / mean });
}

function leveledOff<Name extends string>(
  name: Name,
  predictions: readonly Prediction[],
): { readonly [_ in Name]?: number } {
  const size = levelsOffAt(predictions.map((one) => ({ size: one.size, elapsed: one.wallMs })));
  return (size === undefined ? {} : { [name]: size }) as { [_ in Name]?: number };
}

function fileTime(span: Span): FileTime {
  return { path: String(span.input), tookMs: lengthOf(span) };
}

function lengthOf({ startedAt, endedAt }: Span): Ms {
  return endedAt - startedAt;
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, i) => i + 1);
}

function checkPart(what: string, value: number | undefined): void {
  if (value !== undefined && !(value >= 0 && value <= 1)) throw expected(what, 'a number from 0 to 1', value);
}

function checkCount(what: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1)) throw expected(what, 'a whole number from 1 up', value);
}
