import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';
import { shared } from '../realm';
import { natives } from '../time/natives';
import { coreTime } from './core-time';
import type { FileLine } from './lines';

/** The variable by which a reporter names the folder where it wants to hear of runs; workers of Jest inherit it. */
export const RUN_FOLDER = 'JEST_LANES_RUN_FOLDER';

/** The folder where somebody wants to hear of runs; undefined if nobody does. */
export function runFolder(): string | undefined {
  return process.env[RUN_FOLDER];
}

/**
 * Writes one line. Each process, and each thread of one, has a file of its own, and a line is one write, so lines never
 * mix; an empty one comes before each, in case another process of the same number died in the middle of its last.
 *
 * @param line - JSON.
 * @returns how many bytes it took.
 */
export function writeLine(folder: string, line: string): number {
  const bytes = Buffer.from(`\n${line}\n`);
  appendFileSync(join(folder, `${process.pid}-${threadId}.jsonl`), bytes);
  return bytes.length;
}

/** Says in which of Jest's workers, and for which project, a test file runs: nothing that Jest tells its reporters does. */
export function sayWhereIRun(folder: string, file: string): void {
  const core = coreTime();
  const line: FileLine = {
    ...{ kind: 'file', file, pid: process.pid, isThread: !isMainThread },
    worker: Number(process.env['JEST_WORKER_ID'] ?? 0),
    at: natives.dateNow(),
    ...(core === undefined ? {} : { core }),
    ...projectHere(),
  };
  try {
    writeLine(folder, JSON.stringify(line));
  } catch {
    // Whoever listened has gone; the tests are not concerned.
  }
}

/** The environment of jest-lanes leaves the project's config for us; in another one nobody tells. */
function projectHere(): Pick<FileLine, 'project'> {
  const config = shared<unknown>('project-config', () => undefined);
  const { displayName } = (config ?? {}) as { readonly displayName?: { readonly name: string } };
  return displayName === undefined ? {} : { project: displayName.name };
}
