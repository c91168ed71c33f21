import { natives } from '../../time/natives';
import { mayBegin } from './farewell';

const LONGEST = 1024;
/** A lease that lasts for less than this is too short: to take one costs some microseconds. */
const WORTH_REAL_MS = 1;

/**
 * Says in advance which tasks of a chunk may begin: if the worker is killed, those beyond certainly have not. Of quick
 * tasks many at once, so that it costs them nothing.
 */
export class Lease {
  #end = 0;
  #size = 0;
  #takenAt = 0;

  /**
   * @param length - how many tasks the chunk has.
   * @param indexAt - the index of the one at a place, in order.
   */
  constructor(
    private readonly call: number,
    private readonly length: number,
    private readonly indexAt: (place: number) => number,
  ) {}

  /** The task at this place among them is about to begin. */
  begin(place: number): void {
    if (place < this.#end) return;
    const now = natives.now();
    this.#size = now - this.#takenAt < WORTH_REAL_MS ? Math.min(2 * this.#size, LONGEST) : 1;
    this.#takenAt = now;
    this.#end = Math.min(place + this.#size, this.length);
    mayBegin(this.call, this.indexAt(this.#end - 1));
  }
}
