import type { Ms } from '../time/duration';

/**
 * The instants of a lane's step, told in the pool's time.
 *
 * A lane runs its step to the end before the pool knows how long its computations take on a machine whose cores are
 * shared. So in the lane a computation takes what it asks for, and what the lane says of later instants is put right here.
 */
export class LaneTime {
  /** From this instant of the lane on, the pool's is so much later. */
  #behind: { readonly from: Ms; readonly by: Ms }[] = [];
  #now: Ms = 0;

  /** A step begins: both have the same time. */
  begin(now: Ms): void {
    this.#behind = [];
    this.#now = now;
  }

  /**
   * A computation of the step is over.
   *
   * @param asked - what it took in the lane, in milliseconds.
   * @param now - the pool's time.
   */
  computed(asked: Ms, now: Ms): void {
    this.#now += asked;
    this.#behind.push({ from: this.#now, by: now - this.#now });
  }

  /** The pool's instant for one of the lane's. */
  inPool(instant: Ms): Ms {
    return instant + (this.#behind.findLast(({ from }) => instant >= from)?.by ?? 0);
  }
}
