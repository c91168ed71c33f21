import { UsageError } from '../errors';
import { SCHEMA } from '../handover/records';
import type { FileRecord, ReportData, Session } from '../handover/report-data';
import type { Ms } from '../time/duration';
import { byPath } from './file-records';
import { byFile } from './read-run-folder';
import { sessionId } from './session';

/** The report of a shard, and the file it was found in. */
export interface Blob {
  readonly path: string;
  readonly data: ReportData;
}

type Shard = NonNullable<Session['shard']>;

/**
 * Makes one report of those of all shards. Their files keep their times, each from the beginning of its own shard, as if
 * all had begun together, and their workers become different ones.
 *
 * @throws UsageError if they do not belong together, or are not all there.
 */
export function mergeReports(blobs: readonly Blob[]): ReportData {
  if (blobs.length === 0)
    throw new UsageError('There is no report of a shard to merge. `jest --shard=1/2` writes one.');
  const shards = [...blobs].sort((a, b) => indexOf(a) - indexOf(b));
  checkBelongTogether(shards);
  checkComplete(shards);
  const all = shards.map(({ data }) => data);
  return {
    schema: SCHEMA,
    session: mergedSession(all.map(({ session }) => session)),
    files: all.flatMap(({ files }, i) => withOtherWorkers(files, workersBefore(all, i))).sort(byPath),
    runs: all.flatMap(({ runs }) => runs).sort(byFile),
    sweeps: all.flatMap(({ sweeps }) => sweeps).sort(byFile),
    leftOut: all.flatMap(({ leftOut }) => leftOut),
  };
}

function indexOf({ data }: Blob): number {
  return data.session.shard?.index ?? 0;
}

function checkBelongTogether(blobs: readonly Blob[]): void {
  const [first] = blobs as readonly [Blob];
  for (const { path, data } of blobs) {
    const { schema } = data as { readonly schema: number };
    if (schema !== SCHEMA) {
      throw new UsageError(
        `${path} was written by another version of jest-lanes: its schema is ${schema}, not ${SCHEMA}. ` +
          'Use one version for all shards, and to merge them.',
      );
    }
    if (data.session.shard === undefined) throw new UsageError(`${path} is of no shard.`);
    if (data.session.suite !== first.data.session.suite) {
      throw new UsageError(
        `${first.path} and ${path} are of different suites: the commit, the package, Jest's projects and the tests asked ` +
          'for must be the same. Empty the folder before each run.',
      );
    }
  }
}

function checkComplete(blobs: readonly Blob[]): void {
  const shards = blobs.map(({ data }) => data.session.shard as Shard);
  const { of } = shards[0]!;
  const other = shards.findIndex((shard) => shard.of !== of);
  if (other !== -1)
    throw new UsageError(
      `${blobs[0]!.path} is one of ${of} shards, ${blobs[other]!.path} one of ${shards[other]!.of}.`,
    );
  const twice = shards.findIndex(({ index }, i) => index === shards[i + 1]?.index);
  if (twice !== -1) {
    const { index } = shards[twice]!;
    throw new UsageError(
      `Shard ${index} of ${of} is there twice: ${blobs[twice]!.path} and ${blobs[twice + 1]!.path}.`,
    );
  }
  const there = new Set(shards.map(({ index }) => index));
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !there.has(index));
  if (missing.length > 0) throw new UsageError(`Of ${of} shards these are missing: ${missing.join(', ')}.`);
}

function mergedSession(sessions: readonly Session[]): Session {
  const most = (of: (session: Session) => Ms): Ms => sessions.reduce((sum, session) => Math.max(sum, of(session)), 0);
  const startedAt = sessions.reduce((earliest, session) => Math.min(earliest, session.startedAt), Infinity);
  const { suite } = sessions[0]!;
  return {
    suite,
    id: sessionId(startedAt),
    startedAt,
    tookMs: most(({ tookMs }) => tookMs),
    maxWorkers: sessions.reduce((sum, { maxWorkers }) => sum + maxWorkers, 0),
    node: distinct(sessions.map(({ node }) => node)),
    jest: distinct(sessions.map(({ jest }) => jest)),
    interrupted: sessions.some(({ interrupted }) => interrupted),
  };
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].join(', ');
}

function workersBefore(all: readonly ReportData[], shard: number): number {
  return all.slice(0, shard).reduce((sum, { session }) => sum + session.maxWorkers, 0);
}

/** A shard that ran in band has one worker, as seen from outside. */
function withOtherWorkers(files: readonly FileRecord[], before: number): readonly FileRecord[] {
  return files.map((file) =>
    file.worker === undefined ? file : { ...file, worker: before + Math.max(1, file.worker) },
  );
}
