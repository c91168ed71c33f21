import type { Ms } from './duration';

/** Lets go of a hold; calling it again does nothing. */
export type Release = () => void;

/**
 * What time is it, and may it move? Virtual inside `simulate`, real outside.
 *
 * Everything that sleeps, waits its turn or keeps time from moving goes through the clock in force, so pools and
 * servers never ask which kind it is.
 */
export interface Clock {
  readonly kind: 'virtual' | 'real';
  /** Milliseconds since the clock began; a virtual clock begins at 0. */
  readonly now: Ms;
  /** The seed from which every random draw of this clock's simulation comes. */
  readonly seed: number;
  /** Whether its simulation has ended: nothing happens on it any more. */
  readonly isOver: boolean;
  /** Resolves once `ms` have passed; 0 still gives everybody else at this instant their turn. */
  sleep(ms: Ms, what?: string): Promise<void>;
  /** Runs a callback `ms` from now, once; the returned function cancels it. */
  after(ms: Ms, run: () => void, what?: string): () => void;
  /**
   * Runs a callback as an event of its own at this instant: after all that can run now has run, and after events asked
   * for earlier. On the real clock it runs at once.
   */
  event(run: () => void): void;
  /**
   * Keeps a virtual clock from moving until let go.
   *
   * @param limit - how long that may take, in milliseconds of real time; left out, `limits.holdMs`.
   */
  hold(name: string, limit?: Ms): Release;
  /** Resolves when everything that can run now has run, without moving time. */
  settled(): Promise<void>;
}
