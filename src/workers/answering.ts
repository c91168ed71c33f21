import { compileAsJest } from '../references/compile-as-jest';
import { compilingForWorker, type Uncompiled } from '../references/uncompiled';
import { type Answer, Answers } from './answers';
import { questionIn } from './question';
import type { Slot } from './slot';

/** Who sends messages. */
interface Sender {
  onMessage(listener: (message: unknown) => void): void;
}

/**
 * Answers what a worker asks.
 *
 * @returns a function to call before its slot is closed: the number of the file may be another's from then on.
 */
export function answerQuestionsOf(worker: Sender, slot: Slot): () => void {
  const answers = new Answers(slot);
  let isOver = false;
  worker.onMessage((message) => {
    const asked = questionIn(message);
    if (asked === undefined) return;
    void compiled(asked.compile).then((answer) => {
      if (!isOver) answers.give(asked.question, answer);
    });
  });
  return () => {
    isOver = true;
  };
}

/** In a worker that has a pool itself the question is handed on. */
async function compiled(one: Uncompiled): Promise<Answer> {
  try {
    const { ask } = compilingForWorker;
    return { text: ask === undefined ? await compileAsJest(one) : ask(one) };
  } catch (error) {
    // Of the realm in which Jest itself runs.
    return { failure: String((error as { message?: unknown }).message ?? error) };
  }
}
