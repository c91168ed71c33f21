import type { Ms } from '../time/duration';
import { natives } from '../time/natives';
import { ANSWERS_AT, readFrom, type Slot, writeTo } from './slot';

/** What a question comes to. */
export type Answer = { readonly text: string } | { readonly failure: string };

const LOOK_EVERY_REAL_MS = 1;

/** A test that keeps its thread busy for so long will not be answered to any more. */
const PATIENCE_REAL_MS = 60_000;

/** First comes the number of the question, then the answer's length in bytes, then whether it is a failure. */
const HEAD_BYTES = 12;

/**
 * What a pool answers a worker that stands still: in the middle of a `require` no message reaches it. A worker numbers
 * its questions, from 1 on.
 */
export class Answers {
  constructor(private readonly slot: Slot) {}

  /** For the pool. */
  give(question: number, answer: Answer): void {
    const isFailure = 'failure' in answer;
    const text = Buffer.from(isFailure ? answer.failure : answer.text);
    writeTo(this.slot, text, ANSWERS_AT + HEAD_BYTES);
    writeTo(this.slot, numbers(text.length, Number(isFailure)), ANSWERS_AT + 4);
    // Last: from now on it counts.
    writeTo(this.slot, numbers(question), ANSWERS_AT);
  }

  /**
   * For the worker: stands still until its last question is answered.
   *
   * @throws Error that says how it failed, or that nobody answers.
   */
  wait(question: number, patience: Ms = PATIENCE_REAL_MS): string {
    const until = natives.now() + patience;
    for (;;) {
      const head = readFrom(this.slot, HEAD_BYTES, ANSWERS_AT);
      if (head.readUInt32LE(0) === question) return this.#read(head.readUInt32LE(4), head.readUInt32LE(8) === 1);
      if (natives.now() >= until) throw new Error(`its pool has not answered for ${patience} ms`);
      natives.atomicsWait(stillness, 0, 0, LOOK_EVERY_REAL_MS);
    }
  }

  #read(length: number, isFailure: boolean): string {
    const text = readFrom(this.slot, length, ANSWERS_AT + HEAD_BYTES).toString();
    if (isFailure) throw new Error(text);
    return text;
  }
}

function numbers(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

const stillness = new Int32Array(new SharedArrayBuffer(4));
