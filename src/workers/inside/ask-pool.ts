import type * as JestWorkers from 'jest-worker';
import { compilingForWorker, type Uncompiled } from '../../references/uncompiled';
import { Answers } from '../answers';
import type { Question } from '../question';
import type { Slot } from '../slot';

let answers: Answers;
let asked = 0;

/** From now on the pool is asked for what is not compiled; it answers here. */
export function answerIn(slot: Slot): void {
  answers = new Answers(slot);
  compilingForWorker.ask = ask;
}

/** Has the pool's side compile a file, and stands still meanwhile. */
function ask(compile: Uncompiled): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: who finds all compiled asks nothing
  const { messageParent } = require('jest-worker') as typeof JestWorkers;
  asked += 1;
  messageParent({ question: asked, compile } satisfies Question);
  return answers.wait(asked);
}
