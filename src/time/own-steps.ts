import type { Ms } from './duration';
import { EventQueue } from './event-queue';
import type { Holds } from './holds';
import type { Immediates } from './immediates';
import { LateTimers } from './late';
import type { Quiescence } from './quiescence';
import { Starvation } from './starvation';
import { toListeners } from './uncaught';
import type { Stepper } from './virtual-clock-options';
import type { VirtualTimer } from './virtual-timer';

/** The part of a virtual clock that its own steps need. */
export interface StepsHost {
  now(): Ms;
  readonly holds: Pick<Holds, 'size' | 'taken'>;
  readonly immediates: Immediates;
  readonly quiescence: Pick<Quiescence, 'eventFired' | 'stirred'>;
  nextOrder(): number;
  isInterrupted(): boolean;
  /** Has a timer fire, if no limit is passed by that. */
  fire(timer: VirtualTimer): void;
  askTurn(): void;
  /** Something happened while the clock stood still. */
  wake(): void;
  fail(error: unknown): void;
  /** Nothing is left that could make the body settle. */
  isDeadlocked(): void;
}

/** The steps of the test's own clock: the next event by `(due, order)`, one at a time. */
export class OwnSteps implements Stepper {
  readonly queue = new EventQueue<VirtualTimer>();
  readonly #late: LateTimers;
  readonly #starvation = new Starvation();
  readonly #settlers: (() => void)[] = [];

  constructor(private readonly host: StepsHost) {
    this.#late = new LateTimers({
      queue: this.queue,
      immediates: host.immediates,
      nextOrder: () => host.nextOrder(),
      holds: host.holds,
      fire: (timer) => this.#fireLate(timer),
    });
  }

  quiet(): void {
    const { host, queue } = this;
    if (this.#late.ask() || host.immediates.resume()) return host.askTurn();
    const next = queue.peek();
    if (this.#settlers.length > 0 && (next === undefined || next.due > host.now())) {
      // An event each, like all else: what follows one runs to quiet before the next.
      host.quiescence.eventFired();
      this.#settlers.shift()?.();
      return host.askTurn();
    }
    if (next === undefined) return this.#starve();
    host.quiescence.eventFired();
    host.fire(next);
    host.askTurn();
  }

  get isStarving(): boolean {
    return this.#starvation.isOn;
  }

  stopStarving(): void {
    this.#starvation.end();
  }

  settled(resolve: () => void): void {
    this.#settlers.push(resolve);
  }

  passed(since: Ms, until: Ms): void {
    this.#late.blocked(since, until);
  }

  /** Node looks at its timers after the immediates that are set by now, and before those that an immediate sets. */
  immediateSet(): void {
    if (!this.host.immediates.areRunning) this.#late.giveWay();
  }

  uncaught(error: unknown): void {
    if (!toListeners('uncaughtException', error, 'uncaughtException')) this.host.fail(error);
  }

  /** In the middle of an event. */
  #fireLate(timer: VirtualTimer): void {
    this.host.quiescence.stirred();
    this.host.fire(timer);
    this.host.askTurn();
  }

  #starve(): void {
    const { host } = this;
    if (host.isInterrupted()) return;
    this.#starvation.begin((delivered) => {
      if (delivered || host.holds.size > 0) host.wake();
      else host.isDeadlocked();
    });
  }
}
