import { dirname } from 'node:path';
import { mkdirSync, renameSync, unlinkSync, writeFileSync } from '../native-files';

/**
 * Writes an entry of a cache in one step: workers may race for it, and each writes a file of its own and renames it.
 *
 * A cache that cannot be written to (a full disk, a folder of somebody else) costs time, and nothing else.
 */
export function keepEntry(entry: string, content: string | Uint8Array): void {
  const draft = `${entry}.${process.pid}.${process.hrtime.bigint()}`;
  try {
    mkdirSync(dirname(entry), { recursive: true });
    writeFileSync(draft, content, { flag: 'wx' });
    renameSync(draft, entry);
  } catch {
    remove(draft);
  }
}

function remove(draft: string): void {
  try {
    unlinkSync(draft);
  } catch {
    // It was never written.
  }
}
