import { inspect } from 'node:util';
import { type LastWordsSlot, leaveWords } from '../last-words';
import { output } from './output';

/** Leaves word of how this worker ends, for jest-worker hides it. */
export function leaveWordAtTheEnd(slot: LastWordsSlot): void {
  let uncaught: string | undefined;
  process.on('uncaughtExceptionMonitor', (error) => (uncaught = inspect(error)));
  process.on('exit', (exitCode) => {
    const { stderrTail: stderr } = output;
    leaveWords(slot, {
      exitCode,
      ...(uncaught === undefined ? {} : { uncaught }),
      ...(stderr === '' ? {} : { stderr }),
    });
  });
}
