import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeSync, mkdtempSync, openSync, rmdirSync, unlinkSync } from '../native-files';

/** The files that a pool and one process of it have open both. */
export interface ProcessFiles {
  /** Where each writes what the other is to find at once, at places of their own. */
  readonly slot: number;
  /** What Node itself writes to as the process dies. */
  readonly stderr: number;
  /** Where a long message stands. */
  readonly message: number;
}

/** Their numbers in the process, behind its standard streams and the channel. */
export const IN_PROCESS = { slot: 4, message: 5 } as const;

/** The `stdio` of the process. It can print nothing: jest-worker would take who prints "heap out of memory" for dead. */
export function stdioWith({ stderr, slot, message }: ProcessFiles): readonly ('ignore' | 'ipc' | number)[] {
  return ['ignore', 'ignore', stderr, 'ipc', slot, message];
}

/** Opens files that are gone from their folder at once, so that nothing is left whatever happens. */
export function openProcessFiles(): ProcessFiles {
  const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-'));
  const open = (name: string, flags: string): number => {
    const path = join(folder, name);
    const file = openSync(path, flags);
    unlinkSync(path);
    return file;
  };
  try {
    return { slot: open('slot', 'wx+'), stderr: open('stderr', 'ax+'), message: open('message', 'wx+') };
  } finally {
    rmdirSync(folder);
  }
}

export function closeProcessFiles(files: ProcessFiles): void {
  for (const file of Object.values(files) as number[]) closeSync(file);
}
