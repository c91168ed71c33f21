import { compileAsJest } from '../references/compile-as-jest';
import { compilingForWorker, type Uncompiled } from '../references/uncompiled';
import { type Answer, type Question, questionIn, Questions } from './questions';
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
  const questions = new Questions(slot);
  let isOver = false;
  const answer = async ({ question, bytes }: Question): Promise<void> => {
    const code = await compiled(JSON.parse(questions.posed(bytes)) as Uncompiled);
    if (isOver) return;
    try {
      questions.answer(question, code);
    } catch (error) {
      // The disk is full, or there is too much of it.
      questions.answer(question, { failure: `its code cannot be handed over: ${messageOf(error)}` });
    }
  };
  worker.onMessage((message) => {
    const question = questionIn(message);
    if (question === undefined || isOver) return;
    // Where not even that can be written the worker says so itself, after a while.
    answer(question).catch(() => undefined);
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
    return { failure: messageOf(error) };
  }
}

/** Of an error of the realm in which Jest itself runs, too. */
function messageOf(error: unknown): string {
  return String((error as { message?: unknown } | null | undefined)?.message ?? error);
}
