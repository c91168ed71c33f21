import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_FOLDER } from '../handover/run-folder';
import { shared } from '../realm';

/** Where test files hand over what ran, while Jest runs. */
export interface OpenRunFolder {
  readonly path: string;
  /** The reporter has read it; it goes with the last who does. */
  close(): void;
}

const current = shared('run-folder', () => ({ path: '', readers: 0, before: undefined as string | undefined }));

/**
 * Opens a folder for test files to hand over what ran; several reporters of one Jest share it. Its name is in the
 * environment, which the workers of Jest inherit. Outside of the project, where Jest does not watch for changes.
 */
export function openRunFolder(): OpenRunFolder {
  if (current.readers++ === 0) {
    current.path = mkdtempSync(join(tmpdir(), 'jest-lanes-run-'));
    // A Jest that is itself run by a test has inherited the folder of another.
    current.before = process.env[RUN_FOLDER];
    process.env[RUN_FOLDER] = current.path;
  }
  const { path } = current;
  let isOpen = true;
  return {
    path,
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      if (--current.readers > 0) return;
      if (current.before === undefined) Reflect.deleteProperty(process.env, RUN_FOLDER);
      else process.env[RUN_FOLDER] = current.before;
      // A worker that is being ended may still write its last line.
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
