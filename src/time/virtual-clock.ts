import type { Clock, Release } from './clock';
import { ClockReads } from './clock-reads';
import { type Ms, checkMs } from './duration';
import { EventQueue } from './event-queue';
import { Holds } from './holds';
import { Immediates } from './immediates';
import { LateTimers } from './late';
import { Usage, runAway } from './limits';
import { type Machine, machineFrom } from './machine';
import { natives } from './natives';
import { Partings } from './partings';
import { Processor } from './processor';
import { Quiescence } from './quiescence';
import { deadlock, describeTimers, heldTooLong, pointTo, spinning } from './stall';
import { Starvation } from './starvation';
import { toListeners } from './uncaught';
import type { VirtualClockOptions } from './virtual-clock-options';
import { type Callback, type TimerHost, type TimerKind, VirtualTimer, findVirtualTimer } from './virtual-timer';
import { RealWork } from './work';

const ORIGINS_KEPT = 1000;

/** How often a reason to stop is looked for while time moves; a look costs some microseconds in Jest's VM. */
const TURNS_A_LOOK = 1024;

/**
 * A clock whose time moves only when everybody is blocked on it.
 *
 * It lives in turns of the native event loop. In a turn that finds the loop quiet and nobody holding, it fires the next
 * event, one at a time, in the order of `(due, order)`; all that follows runs to quiet before the next one. See
 * docs/design.md, "The clock".
 */
export class VirtualClock implements Clock, TimerHost {
  readonly kind = 'virtual';
  readonly seed: number;
  readonly queue: EventQueue<VirtualTimer>;
  readonly quiescence = new Quiescence();
  readonly holds = new Holds(() => this.#wake());
  readonly partings = new Partings();
  readonly machine: Machine;
  readonly processor: Processor;
  /** Rejects when the simulation cannot go on: a deadlock, a limit passed, an uncaught error. */
  readonly failed: Promise<never>;
  /** The first misuse that code under test may have swallowed as an error of its own; the simulation ends with it. */
  fault: Error | undefined;
  #now: Ms = 0;
  #orders = 0;
  #turns = 0;
  readonly #reads = new ClockReads();
  #isTurnAsked = false;
  #isOver = false;
  readonly #starvation = new Starvation();
  #settlers: (() => void)[] = [];
  #fail!: (error: unknown) => void;
  readonly #usage: Usage;
  readonly #immediates = new Immediates({
    ran: () => this.quiescence.stirred(),
    threw: (error) => this.uncaught(error),
    spins: (count, stack) => this.#stop(spinning(this.#now, count, stack)),
  });
  readonly #late: LateTimers;
  readonly #work = new RealWork(this);

  constructor(private readonly options: VirtualClockOptions) {
    this.seed = options.seed;
    this.machine = options.machine ?? machineFrom({});
    this.processor = new Processor(this.machine.cores, this);
    this.queue = options.stepper?.queue ?? new EventQueue();
    this.#late = new LateTimers({
      queue: this.queue,
      nextOrder: () => this.nextOrder(),
      isHeld: () => this.holds.size > 0,
      fire: (timer) => {
        this.quiescence.stirred();
        this.#fire(timer);
        this.#askTurn();
      },
    });
    this.#usage = new Usage(options.limits);
    this.failed = new Promise((_, reject) => (this.#fail = reject));
    this.failed.catch(() => undefined);
    this.#askTurn();
  }

  get now(): Ms {
    return this.#now;
  }

  /** The time, for code under test; notices a loop that waits for it to pass. */
  read(): Ms {
    return this.#reads.read(this.#now);
  }

  sleep(ms: Ms): Promise<void> {
    checkMs('ms', ms);
    return new Promise((wake) => this.#schedule('sleep', ms, wake));
  }

  after(ms: Ms, run: () => void): () => void {
    const timer = this.#schedule('sleep', checkMs('ms', ms), run);
    return () => timer.cancel();
  }

  event(run: () => void): void {
    this.#schedule('event', 0, run);
  }

  hold(name: string, limit?: Ms): Release {
    return this.holds.take(name, limit);
  }

  settled(): Promise<void> {
    const { stepper } = this.options;
    return new Promise((resolve) => {
      if (stepper === undefined) this.#settlers.push(resolve);
      else stepper.settled(resolve);
    });
  }

  /** Time passes while nothing else can run, as in a computation; timers that fell due meanwhile fire late. */
  pass(ms: Ms): void {
    const since = this.#now;
    this.#moveTo(since + this.processor.occupy(checkMs('ms', ms)));
    if (this.options.stepper === undefined) this.#late.blocked(since, this.#now);
    else this.options.stepper.passed(ms);
  }

  /**
   * Takes a step that was given out elsewhere: at this instant, this happens.
   *
   * @param happen - what happens; timers fire by `fire`.
   */
  step(instant: Ms, happen: () => void): void {
    if (instant !== this.#now) this.#moveTo(instant);
    this.quiescence.eventFired();
    happen();
    this.#askTurn();
  }

  /** Arms one of the user's timers. */
  arm(kind: TimerKind, delay: Ms, callback: Callback, args: readonly unknown[] = []): VirtualTimer {
    const timer = this.#schedule(kind, delay, callback, args);
    if (this.#orders <= ORIGINS_KEPT || this.#usage.isNearLimit) Error.captureStackTrace(timer.origin, this.arm);
    return timer;
  }

  /** The timer behind what is given to `clearTimeout`: asked here, since timers are of the clock's copy of the package. */
  readonly timerOf = findVirtualTimer;

  /** Runs one of the user's `setImmediate`s. */
  immediate(callback: (...args: unknown[]) => void, args: readonly unknown[] = []): NodeJS.Immediate {
    if (this.#starvation.isOn) this.#wake();
    const immediate = this.#immediates.arm(callback, args);
    // Node looks at its timers after the immediates that are set by now, and before those that an immediate sets.
    if (!this.#immediates.areRunning) this.#late.giveWay();
    return immediate;
  }

  /** Ends the clock for good: nothing fires any more. Returns what was still armed, soonest first. */
  end(): readonly VirtualTimer[] {
    const left = this.queue.entries();
    this.#isOver = true;
    this.#work.stop();
    for (const timer of left) timer.cancel();
    this.holds.stopWatching();
    this.#starvation.end();
    this.partings.part();
    return left;
  }

  nextOrder(): number {
    return (this.#orders += 1);
  }

  timerArmed(): void {
    if (this.#isOver) this.queue.entries().forEach((timer) => timer.cancel());
    else if (this.#starvation.isOn) this.#wake();
  }

  /** An error nobody caught: to the user's own `uncaughtException` listeners as in Node, else the simulation fails. */
  uncaught(error: unknown): void {
    const { stepper } = this.options;
    if (stepper !== undefined) return stepper.uncaught(error);
    if (!toListeners('uncaughtException', error, 'uncaughtException')) this.fail(error);
  }

  fail(error: unknown): void {
    this.#fail(error);
  }

  /** The clock cannot go on. It finds out in nobody's stack, so the error points to the `simulate` call. */
  #stop(error: Error): void {
    pointTo(error, this.options.origin);
    this.fail(error);
  }

  #schedule(kind: TimerKind, delay: Ms, callback: Callback, args: readonly unknown[] = []): VirtualTimer {
    return new VirtualTimer(this, { kind, delay, callback, args });
  }

  /** Something happened while the clock stood still. */
  #wake(): void {
    this.#starvation.end();
    this.quiescence.nativeSeen();
    this.#late.ask();
    this.#askTurn();
  }

  #askTurn(): void {
    if (this.#isTurnAsked || this.#isOver) return;
    this.#isTurnAsked = true;
    natives.setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#isTurnAsked = false;
    if (this.#isOver) return;
    this.#reads.turned();
    this.#turns += 1;
    if (this.#turns % TURNS_A_LOOK === 0 && this.#isInterrupted()) return;
    if (this.#immediates.areWaiting() || !this.quiescence.turn()) return this.#askTurn();
    if (this.holds.size > 0) return this.#park();
    if (this.options.stepper === undefined) this.#next();
    else this.options.stepper.quiet();
  };

  #next(): void {
    const next = this.queue.peek();
    if (this.#settlers.length > 0 && (next === undefined || next.due > this.#now)) {
      // An event each, like all else: what follows one runs to quiet before the next.
      this.quiescence.eventFired();
      this.#settlers.shift()?.();
      return this.#askTurn();
    }
    if (next === undefined) return this.#starve();
    if (!this.#late.ask()) {
      this.quiescence.eventFired();
      this.#fire(next);
    }
    this.#askTurn();
  }

  #fire(timer: VirtualTimer): void {
    if (timer.due > this.#now) this.#moveTo(timer.due);
    const passed = this.#usage.fires(timer, this.#now);
    if (passed !== undefined) return this.#stop(runAway(passed, this.queue.entries()));
    this.queue.remove(timer);
    timer.fire();
  }

  #moveTo(instant: Ms): void {
    this.#now = instant;
    this.#usage.moved();
    this.#immediates.moved();
  }

  #isInterrupted(): boolean {
    const interruption = this.options.interrupted();
    if (interruption !== undefined) this.#stop(interruption);
    return interruption !== undefined;
  }

  #starve(): void {
    if (this.#isInterrupted()) return;
    this.#starvation.begin((delivered) => {
      if (delivered || this.holds.size > 0) this.#wake();
      else this.#stop(deadlock(this.#now, this.options.describeTasks()));
    });
  }

  #park(): void {
    if (this.#isInterrupted()) return;
    const { holdMs } = this.options.limits;
    const pending = (): string => `${describeTimers(this.queue.entries())}\n${this.options.describeTasks()}`;
    this.holds.watch(holdMs, () => this.#stop(heldTooLong(this.#now, holdMs, this.holds.list(), pending())));
  }
}
