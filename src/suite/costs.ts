import type { FileRecord } from '../handover/report-data';
import type { Ms } from '../time/duration';
import type { Span } from '../trace/span';
import type { Trace } from '../trace/trace';
import { serviceIn } from './service';
import type { Machine } from './slow-down';
import type { SuiteRun } from './suite-trace';

/** What a test file costs on a worker that has run others before, with a core of its own. Times in milliseconds. */
export interface FileCost {
  readonly path: string;
  readonly ownMs: Ms;
  /** Of that what comes before the first test. */
  readonly beforeTestsMs: Ms;
  /** What Jest's cache keeps of it for the next run: how long it took, and whether it failed; absent of a skipped file. */
  readonly cachedMs?: Ms;
  readonly failed: boolean;
  /** What its tests took, each with a core of its own. */
  readonly testsMs: readonly Ms[];
}

/** What a suite costs. */
export interface SuiteCosts {
  readonly files: readonly FileCost[];
  /** What the first file of each worker costs more than others: its process, and all that is loaded once. */
  readonly workerStartMs: Ms;
  /** The same in Jest's own process. */
  readonly inBandStartMs: Ms;
}

/**
 * The processor time that a worker's start takes, for those who have seen none. It was 0.8 s with Babel, and 1 to 1.5 s with
 * ts-jest, on a busy machine with Node 20 and Jest 30 (2026-11-27).
 */
const USUAL_START_CPU: Ms = 800;

/**
 * What files cost, told from how they ran.
 *
 * The first file of a worker is dearer; how much is the difference between what is usual for first files and for others.
 * Jest's own process has started already, so in band only loading is dearer; and how a worker starts is not seen there.
 */
export function costsOf({ trace, files }: SuiteRun, machine: Machine): SuiteCosts {
  const service = serviceIn(trace, machine);
  const measured = trace.spans.map((span) => measure(files[span.id]!, span, service));
  const isFirst = firstInLane(trace);
  const usual = (of: (one: Measured) => Ms, first: boolean): Ms =>
    median(measured.filter(({ span }) => isFirst.has(span) === first).map(of));
  const [startUp, load] = [usual(({ startUpMs }) => startUpMs, false), usual(({ loadMs }) => loadMs, false)];
  const moreStartUp = Math.max(0, usual(({ startUpMs }) => startUpMs, true) - startUp);
  const isAlone = measured.length === isFirst.size;
  const moreLoad = isAlone ? 0 : Math.max(0, usual(({ loadMs }) => loadMs, true) - load);
  const warm = measured.map((one) => {
    if (!isFirst.has(one.span)) return one;
    // No file takes less than nothing: of what it took, at most what is more than usual was for the worker.
    const startUpMs = Math.min(one.startUpMs, startUp);
    const loadMs = Math.min(one.loadMs, Math.max(load, one.loadMs - moreLoad));
    return { ...one, ownMs: one.ownMs - (one.startUpMs - startUpMs) - (one.loadMs - loadMs), startUpMs, loadMs };
  });
  const ranInBand = files.every(({ worker }) => worker === 0);
  return {
    files: warm.map(asCost),
    workerStartMs: moreLoad + (ranInBand ? USUAL_START_CPU / Math.max(machine.computing, LEAST) : moreStartUp),
    inBandStartMs: moreLoad + (ranInBand ? moreStartUp : 0),
  };
}

/** Files that hardly compute say little of how long it takes to compute. */
const LEAST = 0.1;

interface Measured {
  readonly file: FileRecord;
  readonly span: Span;
  readonly ownMs: Ms;
  readonly startUpMs: Ms;
  readonly loadMs: Ms;
  /** How many times longer it took than with a core of its own. */
  readonly slowness: number;
}

function measure(file: FileRecord, span: Span, service: (from: Ms, until: Ms) => Ms): Measured {
  const { startedAt, endedAt } = span;
  const standsAt = Math.min(startedAt + (file.startUpMs ?? 0), endedAt);
  const loadedAt = Math.min(standsAt + (file.loadMs ?? 0), endedAt);
  const ownMs = service(startedAt, endedAt);
  return {
    file,
    span,
    ownMs,
    startUpMs: service(startedAt, standsAt),
    loadMs: service(standsAt, loadedAt),
    slowness: ownMs === 0 ? 1 : (endedAt - startedAt) / ownMs,
  };
}

function asCost({ file, ownMs, startUpMs, loadMs, slowness }: Measured): FileCost {
  return {
    path: file.path,
    ownMs,
    beforeTestsMs: startUpMs + loadMs,
    failed: file.status === 'failed' || file.status === 'crashed',
    testsMs: file.tests.map(({ tookMs = 0 }) => tookMs / slowness),
    ...cached(file),
  };
}

/** Jest keeps nothing of a file that was skipped or did not end; and what crashed took no time in its eyes. */
function cached({ status, startedAt, endedAt, startUpMs = 0 }: FileRecord): Pick<FileCost, 'cachedMs'> {
  if (status === 'skipped' || status === 'unfinished') return {};
  return { cachedMs: status === 'crashed' ? 0 : Math.max(0, endedAt - startedAt - startUpMs) };
}

function firstInLane({ spans }: Trace): ReadonlySet<Span> {
  const first = new Map<number, Span>();
  for (const span of spans) if (!first.has(span.lane)) first.set(span.lane, span);
  return new Set(first.values());
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  if (sorted.length === 0) return 0;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
