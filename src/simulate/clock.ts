import { UsageError, expected } from '../errors';
import type { Clock, Release } from '../time/clock';
import { inForce } from '../time/current-clock';
import type { Ms } from '../time/duration';

function running(what: string): Clock {
  if (inForce.clock !== undefined) return inForce.clock;
  throw new UsageError(`\`clock.${what}\` was used outside \`simulate\`, where no clock of ours is in force.`);
}

/**
 * The clock of the simulation under way.
 *
 * @example
 * await simulate(async () => {
 *   const release = clock.hold('upload to a real server');
 *   // the clock stands still until
 *   release();
 *   await clock.settled();
 *   clock.now // => 0
 * });
 */
export const clock = {
  /**
   * Milliseconds since the simulation began.
   *
   * @throws UsageError outside `simulate`.
   */
  get now(): Ms {
    return running('now').now;
  },

  /**
   * Keeps time from moving until the returned function is called: for real work that the clock cannot see. Holds are
   * counted; time moves when the last is let go. Calling the function again does nothing. On the real clock nothing holds.
   *
   * @param name - what is being waited for; named in the error if it takes longer than `limits.holdMs`.
   * @throws UsageError outside `simulate`, or if `name` is not a text of at least one character.
   */
  hold(name: string): Release {
    if (typeof name !== 'string' || name === '') throw expected('name', 'a text that says what is waited for', name);
    return running('hold').hold(name);
  },

  /**
   * Resolves when everything that can run now has run, without moving time: all promises, immediates, tasks that can
   * start and real work in flight.
   *
   * @throws UsageError outside `simulate`.
   */
  settled(): Promise<void> {
    return running('settled').settled();
  },
};
