import { natives } from '../../time/natives';
import { mayBegin } from './farewell';

const LONGEST = 1024;
/** A lease that lasts for less than this is too short: to take one costs some microseconds. */
const WORTH_REAL_MS = 1;

/** A task that is about to begin. */
export interface Beginning {
  /** The number of its call. */
  readonly call: number;
  readonly index: number;
  /** How many tasks its slice has left, with it. */
  readonly left: number;
}

/**
 * Says in advance which tasks of a call may begin: if the worker is killed, those beyond certainly have not. Of quick
 * tasks many at once, so that it costs them nothing.
 */
export class Lease {
  #call: number | undefined;
  /** The index of the last task of that call that may begin. */
  #last = -1;
  #size = 0;
  #takenAt = 0;

  /** @param isOfOneAtATime - whether each task is the only one of its slice. */
  constructor(private readonly isOfOneAtATime: boolean) {}

  /** Takes another one if that is needed. */
  begin({ call, index, left }: Beginning): void {
    if (call === this.#call && index <= this.#last) return;
    const now = natives.now();
    const isShort = call === this.#call && now - this.#takenAt < WORTH_REAL_MS;
    this.#size = isShort ? Math.min(2 * this.#size, LONGEST) : 1;
    this.#takenAt = now;
    this.#call = call;
    // Of tasks that come one at a time, the one that is there is all that can be lost to a lease that goes too far.
    this.#last = index + (this.isOfOneAtATime ? this.#size : Math.min(this.#size, left)) - 1;
    mayBegin({ call, task: this.#last });
  }
}
