import { packError } from '../../crossing/pack';
import type { Ms } from '../../time/duration';
import { EventQueue } from '../../time/event-queue';
import { natives } from '../../time/natives';
import { Starvation } from '../../time/starvation';
import type { Stepper } from '../../time/virtual-clock-options';
import type { VirtualTimer } from '../../time/virtual-timer';
import type { Log } from './log';

/** The timers of this lane, each known to the pool by its order; the pool says when one fires. */
class ToldQueue extends EventQueue<VirtualTimer> {
  readonly #byOrder = new Map<number, VirtualTimer>();

  constructor(private readonly log: Log) {
    super();
  }

  override push(timer: VirtualTimer): void {
    super.push(timer);
    this.#byOrder.set(timer.order, timer);
    this.log.add('arm', timer.order, timer.kind, timer.delay, timer.due, timer.callbackName);
  }

  override remove(timer: VirtualTimer): void {
    if (this.#byOrder.delete(timer.order)) this.log.add('disarm', timer.order);
    super.remove(timer);
  }

  /** Takes out the timer that the pool has fire: it need not be told. Undefined if it was disarmed meanwhile. */
  take(order: number): VirtualTimer | undefined {
    const timer = this.#byOrder.get(order);
    this.#byOrder.delete(order);
    if (timer !== undefined) super.remove(timer);
    return timer;
  }
}

/** Has the pool give out the steps of this lane's clock: tells it of timers, and when everything here is quiet. */
export class LaneSteps implements Stepper {
  readonly queue: ToldQueue;
  readonly #starvation = new Starvation();
  readonly #settlers = new Map<number, () => void>();
  #settlerCount = 0;

  /**
   * @param isAwaitingPool - whether the pool owes this lane something besides its timers.
   * @param whenQuiet - called when nothing can happen here before the pool's next step.
   */
  constructor(
    private readonly log: Log,
    private readonly isAwaitingPool: () => boolean,
    private readonly whenQuiet: () => void,
    private readonly goOn: () => void,
  ) {
    this.queue = new ToldQueue(log);
  }

  quiet(): void {
    if (this.queue.size > 0 || this.#settlers.size > 0 || this.isAwaitingPool()) return this.whenQuiet();
    // Nothing will wake this lane but what the clock cannot see, if that is on its way: an `import()`, say.
    if (this.#starvation.isOn) return;
    this.#starvation.begin((delivered) => (delivered ? this.goOn() : this.whenQuiet()));
  }

  settled(resolve: () => void): void {
    this.#settlerCount += 1;
    this.#settlers.set(this.#settlerCount, resolve);
    this.log.add('settle', this.#settlerCount);
  }

  settle(settler: number): void {
    this.#settlers.get(settler)?.();
    this.#settlers.delete(settler);
  }

  passed(since: Ms, until: Ms): void {
    this.log.add('pass', until - since);
  }

  immediateSet(): void {}

  /** Nobody catches it here either: as in any worker, it is the end. */
  uncaught(error: unknown): void {
    natives.setImmediate(() => {
      throw error;
    });
  }

  fail(error: unknown): void {
    this.log.add('fail', packError(error));
    this.whenQuiet();
  }

  get isStarving(): boolean {
    return this.#starvation.isOn;
  }

  stopStarving(): void {
    this.#starvation.end();
  }
}
