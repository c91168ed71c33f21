import { fstatSync, readSync } from '../native-files';
import type { ProcessFiles } from './process-files';
import { LAST_WORDS_BYTES, readFrom, type Slot, writeTo } from './slot';

/** What a worker says as it ends, if it still can. */
export interface LastWords {
  /** The index of the task that ran. */
  readonly task?: number;
  /** An error that nobody caught: its stack. */
  readonly uncaught?: string;
  /** The end of what it wrote to its standard error. */
  readonly stderr?: string;
}

/** How far a worker may have come in its tasks. */
export interface Reach {
  /** The number of the call whose tasks it ran. */
  readonly call: number;
  /** The index of the last task that it may have begun. */
  readonly task: number;
}

/**
 * Of an error's text the beginning is kept, of what was written the end. There is room for both, however they are
 * escaped: JSON makes six bytes of a character at most.
 */
const UNCAUGHT_CHARACTERS = 4000;
const STDERR_CHARACTERS = 2000;
/** First comes the reach: the call and the task, each one higher, so that zeros mean that there is none. */
const REACH_BYTES = 8;
/** Before the text stands its length, in bytes. */
const HEAD_BYTES = REACH_BYTES + 4;
const STDERR_BYTES = 4000;

/** Writes the last words, over earlier ones. Synchronous, since the worker may not live to see its next turn. */
export function leaveWords(slot: Slot, words: LastWords): void {
  const [uncaught, stderr] = [words.uncaught?.slice(0, UNCAUGHT_CHARACTERS), words.stderr?.slice(-STDERR_CHARACTERS)];
  const text = Buffer.from(JSON.stringify({ ...words, uncaught, stderr }));
  const record = Buffer.alloc(4 + text.length);
  record.writeUInt32LE(text.length);
  text.copy(record, 4);
  writeTo(slot, record, REACH_BYTES);
}

/** Notes how far the worker may come from now on. */
export function leaveReach(slot: Slot, { call, task }: Reach): void {
  const record = Buffer.alloc(REACH_BYTES);
  record.writeUInt32LE(call + 1);
  record.writeUInt32LE(task + 1, 4);
  writeTo(slot, record, 0);
}

/** The pool's side: made for each worker. */
export class LastWordsBook {
  /**
   * @param slot - what it writes to.
   * @param files - of a process.
   */
  constructor(
    private readonly slot: Slot,
    private readonly files: ProcessFiles | undefined,
  ) {}

  /** From now on the worker has begun none of its tasks: calls of another clock have the same numbers. */
  forgetReach(): void {
    writeTo(this.slot, Buffer.alloc(REACH_BYTES), 0);
  }

  /** The last words; empty if there are none. */
  read(): LastWords & { readonly reach: Reach | undefined } {
    const record = readFrom(this.slot, LAST_WORDS_BYTES, 0);
    const reach = { call: record.readUInt32LE() - 1, task: record.readUInt32LE(4) - 1 };
    const text = record.subarray(HEAD_BYTES, HEAD_BYTES + record.readUInt32LE(REACH_BYTES)).toString();
    return { ...parsed(text), reach: reach.call < 0 ? undefined : reach };
  }

  /** The end of what Node itself wrote to the standard error of a process. */
  stderrOfNode(): string {
    if (this.files === undefined) return '';
    const bytes = Buffer.alloc(STDERR_BYTES);
    const { size } = fstatSync(this.files.stderr);
    const length = readSync(this.files.stderr, bytes, 0, STDERR_BYTES, Math.max(0, size - STDERR_BYTES));
    return bytes.subarray(0, length).toString();
  }
}

function parsed(text: string): LastWords {
  try {
    return text === '' ? {} : (JSON.parse(text) as LastWords);
  } catch {
    // Cut off in the middle of a write: as good as unsaid.
    return {};
  }
}
