import type * as JestWorkers from 'jest-worker';
import { compilingForWorker, type Uncompiled } from '../../references/uncompiled';
import { type Question, Questions } from '../questions';
import type { Slot } from '../slot';

let questions: Questions;
let asked = 0;

/** From now on the pool is asked for what is not compiled, by this slot. */
export function askThrough(slot: Slot): void {
  questions = new Questions(slot);
  compilingForWorker.ask = ask;
}

/** Has the pool's side compile a file, and stands still meanwhile. */
function ask(compile: Uncompiled): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: who finds all compiled asks nothing
  const { messageParent } = require('jest-worker') as typeof JestWorkers;
  asked += 1;
  const bytes = questions.pose(JSON.stringify(compile));
  messageParent({ question: asked, bytes } satisfies Question);
  return questions.wait(asked);
}
