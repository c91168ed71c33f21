import { inForce } from '../current-clock';
import { natives } from '../natives';
import { type Patch, patch } from './patch';

/** The way to block the loop: who waited in vain has kept everybody waiting, on a virtual clock as well. */
function wait(...args: Parameters<typeof Atomics.wait>): ReturnType<typeof Atomics.wait> {
  const outcome = natives.atomicsWait.apply(Atomics, args);
  if (outcome === 'timed-out') inForce.virtual?.pass(Math.max(0, Number(args[3])));
  return outcome;
}

/** `Atomics.wait`, by which code sleeps without letting anybody else run. */
export function atomicsPatches(): Patch[] {
  return [patch(Atomics, 'wait', wait)];
}
