import { afterEach, expect, test } from '@jest/globals';
import { compilingForWorker } from '../../src/references/uncompiled';
import { answerQuestionsOf } from '../../src/workers/answering';
import { Questions } from '../../src/workers/questions';
import { QUESTIONS_AT } from '../../src/workers/slot';

const before = compilingForWorker.ask;
afterEach(() => {
  compilingForWorker.ask = before;
});

/** A worker that has asked, as the pool sees it, in memory of so much room behind the last words. */
function asking(bytes: number) {
  const memory = new SharedArrayBuffer(QUESTIONS_AT + 64, { maxByteLength: QUESTIONS_AT + bytes });
  const questions = new Questions({ memory });
  let hear!: (message: unknown) => void;
  const stop = answerQuestionsOf({ onMessage: (listener) => (hear = listener) }, { memory });
  const told = { question: 1, bytes: questions.pose(JSON.stringify({ file: 'a.ts' })) };
  const askAgain = (): void => hear([5, told]);
  askAgain();
  return { questions, stop, askAgain };
}

const nextTurn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a worker is told that there is no room for its answer', async () => {
  compilingForWorker.ask = () => 'x'.repeat(1000);
  const { questions } = asking(500);
  await nextTurn();

  expect(() => questions.wait(1, 0)).toThrow(/^its code cannot be handed over: .*grow/);
});

test('a worker that is gone is answered nothing, and so is nobody else', async () => {
  compilingForWorker.ask = () => 'exports.a = 1;';
  const { questions, stop } = asking(500);
  stop();
  await nextTurn();

  expect(() => questions.wait(1, 0)).toThrow('nobody has answered');
});

test('what a worker that is gone has still sent is not looked at', async () => {
  const asked: unknown[] = [];
  compilingForWorker.ask = (one) => {
    asked.push(one);
    return '';
  };
  const { stop, askAgain } = asking(500);
  await nextTurn();
  stop();
  askAgain();
  await nextTurn();

  expect(asked).toEqual([{ file: 'a.ts' }]);
});
