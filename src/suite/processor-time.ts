import { readFileSync } from 'node:fs';
import type { Ms } from '../time/duration';

/** Linux tells processor time in hundredths of a second, whatever its kernel counts in. */
const MS_A_TICK = 10;
/** The numbers of the fields as the manual counts them: of children that were waited for, in user and in kernel mode. */
const CUTIME = 16;
const CSTIME = 17;

/**
 * How much processor time the processes have taken that this one started and that have ended, in milliseconds.
 *
 * Jest's workers have ended when its reporters hear that the run is complete.
 *
 * @returns `undefined` where the system does not tell: outside of Linux.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processorTimeOfChildren(stat: () => string = ownStat): Ms | undefined {
  try {
    const text = stat();
    // The second field is the name of the program, which may hold spaces and brackets.
    const fromThird = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fromThird[CUTIME - 3]) + Number(fromThird[CSTIME - 3]);
    return Number.isFinite(ticks) ? ticks * MS_A_TICK : undefined;
  } catch {
    return undefined;
  }
}

function ownStat(): string {
  return readFileSync('/proc/self/stat', 'utf8');
}
