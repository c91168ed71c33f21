import type { Ms } from '../time/duration';
import { natives } from '../time/natives';
import { QUESTIONS_AT, publish, published, readFrom, type Slot, writeTo } from './slot';

/** The message by which a worker says that it asks its pool something, and stands still for it. */
export interface Question {
  /** How many questions this worker has asked, with this one. */
  readonly question: number;
  /** How long it is, in bytes. */
  readonly bytes: number;
}

/**
 * The question that a worker's message is; undefined for any other. jest-worker packs each with a number of its own, and
 * what a task sends itself (`process.send('ready')`) may be anything.
 */
export function questionIn(message: unknown): Question | undefined {
  const packed = Array.isArray(message) ? (message[1] as unknown) : undefined;
  const isQuestion = typeof packed === 'object' && packed !== null && 'question' in packed && 'bytes' in packed;
  return isQuestion ? (packed as Question) : undefined;
}

/** What a question comes to. */
export type Answer = { readonly text: string } | { readonly failure: string };

const LOOK_EVERY_REAL_MS = 1;

/** A test that keeps its thread busy for so long will not be answered to any more. */
const PATIENCE_REAL_MS = 60_000;

/** First comes the number of what is answered, then the answer's length in bytes, then whether it is a failure. */
const [LENGTH_AT, IS_FAILURE_AT, TEXT_AT] = [QUESTIONS_AT + 4, QUESTIONS_AT + 8, QUESTIONS_AT + 12];

/**
 * What a worker that stands still asks its pool, and what that answers: in the middle of a `require` no message reaches
 * it, and of one that it sends no more goes off than there is room for on the way. So both texts stand in the slot, and
 * all that is sent is that there is a question. A worker numbers its questions, from 1 on.
 */
export class Questions {
  constructor(private readonly slot: Slot) {}

  /**
   * For the worker, before it says that there is a question.
   *
   * @returns its length, in bytes.
   */
  pose(question: string): number {
    const text = Buffer.from(question);
    writeTo(this.slot, text, TEXT_AT);
    return text.length;
  }

  /** For the pool: the question of this length. */
  posed(length: number): string {
    return readFrom(this.slot, length, TEXT_AT).toString();
  }

  /** For the pool. */
  answer(number: number, answer: Answer): void {
    const isFailure = 'failure' in answer;
    const text = Buffer.from(isFailure ? answer.failure : answer.text);
    writeTo(this.slot, text, TEXT_AT);
    publish(this.slot, text.length, LENGTH_AT);
    publish(this.slot, Number(isFailure), IS_FAILURE_AT);
    publish(this.slot, number, QUESTIONS_AT);
  }

  /**
   * For the worker: stands still until its last question is answered.
   *
   * @throws Error that says how it failed, or that nobody answers.
   */
  wait(number: number, patience: Ms = PATIENCE_REAL_MS): string {
    const until = natives.now() + patience;
    while (published(this.slot, QUESTIONS_AT) !== number) {
      if (natives.now() >= until) {
        throw new Error(`nobody has answered for ${patience} ms; does the test keep its thread busy?`);
      }
      natives.atomicsWait(stillness, 0, 0, LOOK_EVERY_REAL_MS);
    }
    const text = readFrom(this.slot, published(this.slot, LENGTH_AT), TEXT_AT).toString();
    if (published(this.slot, IS_FAILURE_AT) === 1) throw new Error(text);
    return text;
  }
}

const stillness = new Int32Array(new SharedArrayBuffer(4));
