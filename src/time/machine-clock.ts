import type { Clock } from './clock';
import type { Ms } from './duration';
import { natives } from './natives';

const SAMPLES = 9;

const ahead = new WeakMap<Clock, Ms>();

/** By how much a real clock is ahead of the machine's (`natives.now`): the same whenever it is asked. */
export function aheadOfMachine(clock: Clock): Ms {
  const known = ahead.get(clock);
  if (known !== undefined) return known;
  const difference = differenceOf(() => clock.now, natives.now);
  ahead.set(clock, difference);
  return difference;
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
