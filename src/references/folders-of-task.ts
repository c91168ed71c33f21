import { dirname, isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestsUpFrom, type FolderDigests } from './configuration-digest';
import type { TaskReference } from './task-reference';

/** What a worker will ask of the folders that a function lives in; undefined if it lives in none. */
export function foldersOf(reference: TaskReference): FolderDigests | undefined {
  const file = fileOf(reference);
  return file === undefined || !isAbsolute(file) ? undefined : digestsUpFrom(dirname(file));
}

function fileOf(reference: TaskReference): string | undefined {
  if (reference.kind === 'global') return undefined;
  if (reference.kind === 'source') return reference.file;
  return reference.module.startsWith('file:') ? fileURLToPath(reference.module) : reference.module;
}
