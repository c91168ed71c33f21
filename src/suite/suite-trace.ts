import type { FileRecord } from '../handover/report-data';
import type { Ms } from '../time/duration';
import type { Outcome, Source, Span, SpanPart } from '../trace/span';
import { inSteps, type Stepped } from '../trace/steps';
import { Trace } from '../trace/trace';
import { checkFiles } from './check-files';
import { lanesOf } from './lanes-of';
import { shortNames } from './short-names';

const WORKERS: Source = Object.freeze({ kind: 'pool', name: "Jest's workers" });
const IN_BAND: Source = Object.freeze({ kind: 'pool', name: 'Jest in band' });

/** Between two files a worker tears down the one and is handed the other: so long at most, else it was idle. */
const LONGEST_HAND_OVER: Ms = 1000;

const OUTCOMES: Readonly<Record<FileRecord['status'], Outcome>> = {
  passed: 'fulfilled',
  skipped: 'fulfilled',
  failed: 'rejected',
  crashed: 'rejected',
  unfinished: 'unfinished',
};

/**
 * A run of Jest as a trace: its test files are tasks, and its workers are lanes. All measures and drawings take it.
 *
 * Files are queued when the first one starts. A span lasts until its worker takes the next file, if that is within a
 * second, since a worker that tears down is not free; so files in a lane follow on each other, and lead back along the
 * critical path. What starting up and loading took are its parts, and what runs after them are the tests.
 *
 * A span's input is the path of its file; its label is the end of that, as much of it as tells it from the others, with
 * the project in front where several ran it.
 *
 * Worker n is lane n − 1. A file whose worker is unknown, or cannot have run it since it ran another one at that time, is
 * in the lowest free lane.
 *
 * @throws UsageError if the records are none.
 * @example
 * const files = [
 *   { path: 'a.test.ts', status: 'passed', worker: 1, startedAt: 0, endedAt: 40, tests: [] },
 *   { path: 'b.test.ts', status: 'failed', worker: 1, startedAt: 41, endedAt: 60, tests: [] },
 * ];
 * [...suiteTrace(files)].map(({ label, lane, endedAt, outcome }) => [label, lane, endedAt, outcome])
 * // => [['a.test.ts', 0, 41, 'fulfilled'], ['b.test.ts', 0, 60, 'rejected']]
 */
export function suiteTrace(files: readonly FileRecord[]): Trace {
  return suiteRun(files).trace;
}

/** A run of Jest as a trace, and the records of its spans: that of a span stands at the place that is its `id`. */
export interface SuiteRun {
  readonly trace: Trace;
  readonly files: readonly FileRecord[];
}

/** As {@link suiteTrace}, with the records. */
export function suiteRun(records: readonly FileRecord[]): SuiteRun {
  checkFiles(records);
  const files = endedInTime([...records].sort((a, b) => a.startedAt - b.startedAt || a.endedAt - b.endedAt));
  const lanes = lanesOf(files);
  const handOvers = startsOfNext(files, lanes);
  const source = files.length > 0 && files.every(({ worker }) => worker === 0) ? IN_BAND : WORKERS;
  const queuedAt = files[0]?.startedAt ?? 0;
  const names = shortNames(files);
  const spans = files.map((file, id) =>
    asSpan(file, { id, label: names[id]!, lane: lanes[id]!, queuedAt, source }, handOvers[id]),
  );
  const frozen = inSteps(spans).map((span) => Object.freeze(span));
  return { trace: new Trace(frozen, { recording: { clock: 'real' } }), files };
}

/** A file that crashed ended when Jest's reporters heard of it, which may be after its worker was given the next one. */
function endedInTime(byStart: readonly FileRecord[]): readonly FileRecord[] {
  const starts = startsOfNext(
    byStart,
    byStart.map(({ worker }) => worker),
  );
  return byStart.map((file, i) => {
    const isLate = file.status === 'crashed' && file.worker !== undefined && starts[i]! < file.endedAt;
    return isLate ? { ...file, endedAt: starts[i]! } : file;
  });
}

/** For each file the start of the next one in the same row. */
function startsOfNext(
  byStart: readonly FileRecord[],
  rows: readonly (number | undefined)[],
): readonly (Ms | undefined)[] {
  const next = new Map<number | undefined, Ms>();
  const found: (Ms | undefined)[] = [];
  for (let i = byStart.length - 1; i >= 0; i--) {
    found[i] = next.get(rows[i]);
    next.set(rows[i], byStart[i]!.startedAt);
  }
  return found;
}

type Place = Pick<Span, 'id' | 'label' | 'lane' | 'queuedAt' | 'source'>;

function asSpan(file: FileRecord, place: Place, handOver: Ms | undefined): Stepped {
  const { path, startedAt, endedAt, status, error } = file;
  const isHandedOver = handOver !== undefined && handOver - endedAt <= LONGEST_HAND_OVER;
  return {
    ...place,
    input: path,
    parent: undefined,
    startedAt,
    endedAt: isHandedOver ? handOver : endedAt,
    startStep: 0,
    endStep: 0,
    outcome: OUTCOMES[status],
    parts: partsOf(file),
    ...(error === undefined ? {} : { error }),
  };
}

function partsOf({ startedAt, startUpMs = 0, loadMs = 0 }: FileRecord): readonly SpanPart[] {
  const loadedFrom = startedAt + startUpMs;
  return Object.freeze([
    { name: 'starting up', until: loadedFrom },
    { name: 'loading', until: loadedFrom + loadMs },
  ]);
}
