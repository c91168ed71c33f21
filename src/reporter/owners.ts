import type { FileRecord } from '../handover/report-data';
import type { Ms } from '../time/duration';
import { pathFrom } from './file-records';
import type { FileHandover } from './read-run-folder';

/** What belongs to a record of Jest's. */
export type Owned = ReadonlyMap<FileRecord, FileHandover>;

/**
 * Which of the files that Jest ran each handover is of.
 *
 * By path, and where several projects ran the file by the name of the project, which the environment of jest-lanes tells;
 * in another environment by when it began, and in which worker. Of a file that was tried again, since its process died,
 * the last try counts. A Jest that a test runs inherits the run folder: what it hands over is its own affair.
 *
 * @param begunAt - when the session began, in milliseconds since 1970.
 */
export function ownedBy(
  files: readonly FileRecord[],
  handovers: readonly FileHandover[],
  { rootDir, begunAt }: { readonly rootDir: string; readonly begunAt: Ms },
): Owned {
  const byPath = new Map<string, FileRecord[]>();
  for (const file of files) byPath.set(file.path, [...(byPath.get(file.path) ?? []), file]);
  const owned = new Map<FileRecord, FileHandover>();
  for (const handover of handovers) {
    const file = ownerOf(handover, byPath.get(pathFrom(rootDir, handover.file)) ?? [], begunAt);
    if (file === undefined) continue;
    const before = owned.get(file)?.begun?.at ?? -Infinity;
    if ((handover.begun?.at ?? -Infinity) >= before) owned.set(file, handover);
  }
  return owned;
}

function ownerOf({ begun }: FileHandover, ofThatPath: readonly FileRecord[], begunAt: Ms): FileRecord | undefined {
  const project = begun?.project;
  const candidates = project === undefined ? ofThatPath : ofThatPath.filter((file) => file.project === project);
  if (candidates.length <= 1 || begun === undefined) return candidates[0];
  const at = begun.at - begunAt;
  const during = candidates.filter(({ startedAt, endedAt }) => startedAt <= at && at <= endedAt);
  return during.find(({ worker }) => worker === begun.worker) ?? during[0];
}
