import { inspect } from 'node:util';
import { type LastWords, leaveReach, leaveWords, type Reach } from '../last-words';
import type { Slot } from '../slot';
import { output } from './output';

/** Where this worker leaves word; undefined before it is told. */
let slot: Slot | undefined;
let uncaught: string | undefined;

/** Leaves word of how this worker ends, for jest-worker hides it, and of what it printed: a killed one cannot any more. */
export function leaveWordAtTheEnd(given: Slot): void {
  slot = given;
  const leaveStderr = (): void => leaveWords(given, soFar());
  output.onStderr = leaveStderr;
  process.on('uncaughtExceptionMonitor', (error) => {
    if (process.listenerCount('uncaughtException') > 0) return;
    uncaught = inspect(error);
    // A thread would hand the error to its parent, where jest-worker fails at what is no Error.
    if ('memory' in given) process.exit(1);
  });
  process.on('exit', () => {
    const { task } = output;
    leaveWords(given, task === undefined ? soFar() : { ...soFar(), task });
  });
}

/** The tasks of a call up to this one may begin from now on. */
export function mayBegin(reach: Reach): void {
  if (slot !== undefined) leaveReach(slot, reach);
}

function soFar(): LastWords {
  const { stderrTail: stderr } = output;
  return { ...(uncaught === undefined ? {} : { uncaught }), ...(stderr === '' ? {} : { stderr }) };
}
