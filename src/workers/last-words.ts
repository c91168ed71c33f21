import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The place in which a worker leaves word before it ends: a file that both have open, or memory that both see. */
export type LastWordsSlot = { readonly file: number } | { readonly memory: SharedArrayBuffer };

/** What a worker says as it ends, if it still can. */
export interface LastWords {
  readonly exitCode?: number;
  /** The index of the task that ran. */
  readonly task?: number;
  /** An error that nobody caught: its stack. */
  readonly uncaught?: string;
  /** The end of what it wrote to its standard error. */
  readonly stderr?: string;
}

/** In a child process the file stands behind its standard streams and the channel. */
export const CHILD_FILE = 4;

const BYTES = 16 * 1024;
/** Before the text stands its length, in bytes. */
const HEAD_BYTES = 4;

/** Writes the last words, over earlier ones. Synchronous, since the worker may not live to see its next turn. */
export function leaveWords(slot: LastWordsSlot, words: LastWords): void {
  const text = Buffer.from(JSON.stringify(words)).subarray(0, BYTES - HEAD_BYTES);
  const record = Buffer.alloc(HEAD_BYTES + text.length);
  record.writeUInt32LE(text.length);
  text.copy(record, HEAD_BYTES);
  if ('file' in slot) writeSync(slot.file, record, 0, record.length, 0);
  else new Uint8Array(slot.memory).set(record);
}

/** The pool's side of a slot; made for each lane. */
export class LastWordsBook {
  readonly #memory: SharedArrayBuffer | undefined;
  readonly #file: number | undefined;

  constructor(kind: 'process' | 'thread') {
    if (kind === 'thread') this.#memory = new SharedArrayBuffer(BYTES);
    else this.#file = openNamelessFile();
  }

  /** The file to hand on to a child process. */
  get file(): number | undefined {
    return this.#file;
  }

  /** What the worker is to write to. */
  get slot(): LastWordsSlot {
    return this.#memory === undefined ? { file: CHILD_FILE } : { memory: this.#memory };
  }

  /** Reads the last words and wipes them; empty if there are none. */
  take(): LastWords {
    const record = Buffer.alloc(BYTES);
    if (this.#memory !== undefined) {
      const bytes = new Uint8Array(this.#memory);
      record.set(bytes);
      bytes.fill(0);
    } else if (this.#file !== undefined) {
      readSync(this.#file, record, 0, BYTES, 0);
      ftruncateSync(this.#file);
    }
    const text = record.subarray(HEAD_BYTES, HEAD_BYTES + record.readUInt32LE()).toString();
    try {
      return text === '' ? {} : (JSON.parse(text) as LastWords);
    } catch {
      // Cut off in the middle of a write: as good as unsaid.
      return {};
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}

/** A file that is gone from its folder at once, so that nothing is left whatever happens. */
function openNamelessFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-'));
  try {
    return openSync(join(folder, 'last-words'), 'wx+');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
