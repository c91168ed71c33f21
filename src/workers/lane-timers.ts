import type { VirtualClock } from '../time/virtual-clock';
import { VirtualTimer } from '../time/virtual-timer';
import type { LaneTime } from './lane-time';
import type { Entry } from './protocol';

/** The timers that are armed in a lane's worker, as its simulation's clock knows them. */
export class LaneTimers {
  readonly #timers = new Map<number, VirtualTimer>();

  /**
   * @param time - tells the worker's instants in the pool's time.
   * @param fire - has the worker fire one, by its number there.
   */
  constructor(
    private readonly clock: VirtualClock,
    private readonly time: LaneTime,
    private readonly fire: (timer: number) => void,
  ) {}

  /** Its own clock minds it, so here it leaks not, and is never late. */
  arm([, number, kind, delayInLane, due, name]: Extract<Entry, readonly ['arm', ...unknown[]]>): void {
    const callback = (): void => {
      // An interval is armed anew in the worker, which tells of it.
      this.disarm(number);
      this.fire(number);
    };
    Object.defineProperty(callback, 'name', { value: name });
    const delay = Math.max(0, this.time.inPool(due - delayInLane) + delayInLane - this.clock.now);
    this.#timers.set(number, new VirtualTimer(this.clock, { kind, delay, callback, args: [] }).unref());
  }

  disarm(number: number): void {
    this.#timers.get(number)?.cancel();
    this.#timers.delete(number);
  }

  /** The worker is gone. */
  lose(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }
}
