import { inForce } from './current-clock';
import { type Ms, checkMs } from './duration';
import { natives } from './natives';

/**
 * Simulated work of the processor: occupies the event loop for a while.
 *
 * Inside `simulate` the clock jumps at once, while nothing else runs, as when a real computation blocks the loop: timers
 * that fell due meanwhile fire late, in the order in which Node fires late timers. On the real clock it computes for
 * that long.
 *
 * @param ms - how long, in milliseconds from 0 up.
 * @throws UsageError if `ms` is not a finite number from 0 up.
 * @example
 * const run = await simulate(async () => {
 *   await compute(100);
 *   await compute(50);
 * });
 * run.elapsed // => 150
 */
export async function compute(ms: Ms): Promise<void> {
  checkMs('ms', ms);
  if (inForce.virtual !== undefined) return inForce.virtual.pass(ms);
  const end = natives.now() + ms;
  while (natives.now() < end);
}
