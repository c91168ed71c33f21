import { expected } from '../errors';
import type { FileRecord } from '../handover/report-data';
import { checkMs } from '../time/duration';

const PARTS = ['startUpMs', 'loadMs', 'testsMs'] as const;
const STATUSES: readonly string[] = ['passed', 'failed', 'skipped', 'crashed', 'unfinished'];

/** @throws UsageError if these are no records of files, or of impossible ones. */
export function checkFiles(files: readonly FileRecord[]): void {
  if (!Array.isArray(files)) throw expected('files', 'an array of file records', files);
  for (const [i, file] of (files as readonly unknown[]).entries()) {
    if (typeof file !== 'object' || file === null) throw expected(`files[${i}]`, 'the record of a file', file);
    checkFile(`files[${i}]`, file as FileRecord);
  }
}

function checkFile(where: string, file: FileRecord): void {
  const { path, status, startedAt, endedAt, worker } = file;
  if (typeof path !== 'string') throw expected(`${where}.path`, 'a path', path);
  if (!STATUSES.includes(status)) throw expected(`${where}.status`, `one of ${STATUSES.join(', ')}`, status);
  checkMs(`${where}.startedAt`, startedAt);
  checkMs(`${where}.endedAt`, endedAt);
  if (endedAt < startedAt) throw expected(`${where}.endedAt`, `${startedAt} or later, when it started`, endedAt);
  if (worker !== undefined && !(Number.isSafeInteger(worker) && worker >= 0)) {
    throw expected(`${where}.worker`, 'the number of a worker, or 0 for Jest itself', worker);
  }
  for (const part of PARTS) if (file[part] !== undefined) checkMs(`${where}.${part}`, file[part]);
}
