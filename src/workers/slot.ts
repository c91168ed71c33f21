import { readSync, writeSync } from '../native-files';
import { IN_PROCESS, type ProcessFiles } from './process-files';

/** Bytes that a pool and one of its workers both see: a file that both have open, or memory. */
export type Slot = { readonly file: number } | { readonly memory: SharedArrayBuffer };

/** At the beginning stands what the worker leaves, behind it what it asks, and is answered, while it stands still. */
export const LAST_WORDS_BYTES = 40 * 1024;
export const QUESTIONS_AT = LAST_WORDS_BYTES;
/** Memory that grows has to have an end, which takes room among addresses only: a size that no module has. */
const MOST_BYTES = 2 ** 26;

/** A slot as the pool sees it, and as its worker does. */
export interface SlotEnds {
  readonly here: Slot;
  readonly there: Slot;
}

/** @param files - of a process. */
export function makeSlot(files: ProcessFiles | undefined): SlotEnds {
  if (files !== undefined) return { here: { file: files.slot }, there: { file: IN_PROCESS.slot } };
  const memory = { memory: new SharedArrayBuffer(QUESTIONS_AT + 64, { maxByteLength: MOST_BYTES }) };
  return { here: memory, there: memory };
}

export function writeTo(slot: Slot, bytes: Uint8Array, at: number): void {
  if ('file' in slot) {
    // A disk that is almost full takes a part, and fails with the rest.
    for (let done = 0; done < bytes.length;) done += writeSync(slot.file, bytes, done, bytes.length - done, at + done);
    return;
  }
  const end = at + bytes.length;
  if (end > slot.memory.byteLength) slot.memory.grow(end);
  new Uint8Array(slot.memory).set(bytes, at);
}

/** What stands there; zeros where nobody has written. */
export function readFrom(slot: Slot, length: number, at: number): Buffer {
  const bytes = Buffer.alloc(length);
  if ('file' in slot) readSync(slot.file, bytes, 0, length, at);
  else bytes.set(new Uint8Array(slot.memory, at, length));
  return bytes;
}

/** Writes a number, at a multiple of 4. Who sees it sees all that was written before it, too. */
export function publish(slot: Slot, value: number, at: number): void {
  if ('memory' in slot) Atomics.store(new Int32Array(slot.memory, at, 1), 0, value);
  else writeTo(slot, new Uint8Array(Int32Array.of(value).buffer), at);
}

/** The number that was published there last; 0 before. */
export function published(slot: Slot, at: number): number {
  return 'memory' in slot ? Atomics.load(new Int32Array(slot.memory, at, 1), 0) : readFrom(slot, 4, at).readInt32LE();
}
