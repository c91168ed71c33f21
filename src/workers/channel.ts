import type * as V8 from 'node:v8';
import { readSync, writeSync } from '../native-files';

/** A message as a channel takes it: as it is, as a text, or as the number of bytes that stand in the file. */
export type Sent<Message> = Message | string | number;

/** From here on a text takes longer than two system calls; above a hundred times as long. */
const LONG_BYTES = 32 * 1024;

/**
 * One end of what joins a pool and a worker, who speak by turns.
 *
 * Node's own channel between processes carries structured clones ("advanced") at twice the cost of JSON, most of it for
 * each message and whatever its size. So ours is one of JSON, and what JSON does not carry crosses as a text. Node reads
 * a text by pieces of 64 KB and goes over all of what it has for each: a long message stands in a file instead.
 */
export class Channel {
  /** @param file - that both ends of it have open, where the worker is a process; a thread takes messages as they are. */
  constructor(private readonly file: number | undefined) {}

  sent<Message extends object>(message: Message): Sent<Message> {
    if (this.file === undefined) return message;
    const bytes = v8().serialize(message);
    return bytes.length >= LONG_BYTES && hasWritten(this.file, bytes) ? bytes.length : bytes.toString('base64');
  }

  received<Message extends object>(message: Sent<Message>): Message {
    if (typeof message === 'object') return message;
    const bytes = typeof message === 'number' ? read(this.file!, message) : Buffer.from(message, 'base64');
    return v8().deserialize(bytes) as Message;
  }
}

/** The other end has read what stood there, as this one would not speak otherwise. */
function hasWritten(file: number, bytes: Buffer): boolean {
  try {
    return writeSync(file, bytes, 0, bytes.length, 0) === bytes.length;
  } catch {
    // The disk is full, say.
    return false;
  }
}

function read(file: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  readSync(file, bytes, 0, length, 0);
  return bytes;
}

/** Late, as threads never need it. */
function v8(): typeof V8 {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('node:v8') as typeof V8;
}
