import type { Clock } from './clock';
import type { Ms } from './duration';
import { natives } from './natives';

const SAMPLES = 9;

/** What `performance.now` lacks to Node's monotonic clock, which all processes of a machine share. */
const LACKING_MS = differenceOf(() => Number(natives.hrtimeBigint()) / 1e6, natives.now);

const ahead = new WeakMap<Clock, Ms>();

/** Milliseconds on a real clock that reads the same in every process of this machine. */
export function machineNow(): Ms {
  return natives.now() + LACKING_MS;
}

/** By how much a real clock is ahead of the machine's: the same whenever it is asked. */
export function aheadOfMachine(clock: Clock): Ms {
  const known = ahead.get(clock) ?? differenceOf(() => clock.now, machineNow);
  ahead.set(clock, known);
  return known;
}

/** How far apart two clocks are. This process may have to wait between two readings, so the closest of several count. */
function differenceOf(clock: () => Ms, from: () => Ms): Ms {
  let best = { within: Infinity, difference: 0 };
  for (let i = 0; i < SAMPLES; i += 1) {
    const [before, read, after] = [from(), clock(), from()];
    const within = after - before;
    if (within < best.within) best = { within, difference: read - (before + after) / 2 };
  }
  return best.difference;
}
