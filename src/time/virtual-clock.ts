import type { Clock, Release } from './clock';
import { ClockReads } from './clock-reads';
import { type Ms, checkMs } from './duration';
import type { EventQueue } from './event-queue';
import { Holds } from './holds';
import { Immediates } from './immediates';
import { type Limits, Usage, runAway } from './limits';
import { machineFrom } from './machine';
import { natives } from './natives';
import { OwnSteps, type StepsHost } from './own-steps';
import { Partings } from './partings';
import { Processor } from './processor';
import { Quiescence } from './quiescence';
import { deadlock, describeTimers, heldTooLong, pointTo, spinning } from './stall';
import type { Stepper, VirtualClockOptions } from './virtual-clock-options';
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
  readonly processor: Processor;
  /** Rejects when the simulation cannot go on: a deadlock, a limit passed, an uncaught error. */
  readonly failed: Promise<never>;
  /** The first misuse that code under test may have swallowed as an error of its own; the simulation ends with it. */
  fault: Error | undefined;
  #now: Ms = 0;
  #orders = 0;
  #turns = 0;
  readonly #reads = new ClockReads();
  #turnAsked: NodeJS.Immediate | undefined;
  #isOver = false;
  #fail!: (error: unknown) => void;
  readonly #usage: Usage;
  readonly #immediates = new Immediates({
    ran: () => this.quiescence.stirred(),
    threw: (error) => this.uncaught(error),
    spins: (count, stack) => this.#stop(spinning(this.#now, count, stack)),
  });
  readonly #steps: Stepper;
  readonly #work = new RealWork(this);

  constructor(private readonly options: VirtualClockOptions) {
    this.seed = options.seed;
    this.processor = new Processor(options.machine ?? machineFrom({}), this);
    this.#steps = options.stepper ?? new OwnSteps(this.#ownHost());
    this.queue = this.#steps.queue;
    this.#usage = new Usage(options.limits);
    this.failed = new Promise((_, reject) => (this.#fail = reject));
    this.failed.catch(() => undefined);
    this.#askTurn();
  }

  get now(): Ms {
    return this.#now;
  }

  get limits(): Limits {
    return this.options.limits;
  }

  get isOver(): boolean {
    return this.#isOver;
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
    return new Promise((resolve) => this.#steps.settled(resolve));
  }

  /** Time passes while nothing else can run, as in a computation; timers that fell due meanwhile fire late. */
  pass(ms: Ms): void {
    const since = this.#now;
    this.#moveTo(since + this.processor.occupy(checkMs('ms', ms)));
    this.#steps.passed(since, this.#now);
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
    if (this.#steps.isStarving) this.#wake();
    const immediate = this.#immediates.arm(callback, args);
    this.#steps.immediateSet();
    return immediate;
  }

  /** Ends the clock for good: nothing fires any more. Returns what was still armed, soonest first. */
  end(): readonly VirtualTimer[] {
    const left = this.queue.entries();
    this.#isOver = true;
    // Else Node keeps the clock, with all that was recorded on it, until its next turn.
    if (this.#turnAsked !== undefined) natives.clearImmediate(this.#turnAsked);
    this.#work.stop();
    while (this.#immediates.resume());
    for (const timer of left) timer.cancel();
    this.holds.stopWatching();
    this.#steps.stopStarving();
    this.partings.part();
    return left;
  }

  nextOrder(): number {
    return (this.#orders += 1);
  }

  timerArmed(): void {
    if (this.#isOver) this.queue.entries().forEach((timer) => timer.cancel());
    else if (this.#steps.isStarving) this.#wake();
  }

  /** An error nobody caught: to the user's own `uncaughtException` listeners as in Node, else the simulation fails. */
  uncaught(error: unknown): void {
    this.#steps.uncaught(error);
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
    this.#steps.stopStarving();
    this.quiescence.nativeSeen();
    this.#askTurn();
  }

  #askTurn(): void {
    if (this.#turnAsked !== undefined || this.#isOver) return;
    this.#turnAsked = natives.setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#turnAsked = undefined;
    this.#reads.turned();
    this.#turns += 1;
    if (this.#turns % TURNS_A_LOOK === 0 && this.#isInterrupted()) return;
    if (this.#immediates.areWaiting() || !this.quiescence.turn()) return this.#askTurn();
    if (this.holds.size > 0) return this.#park();
    this.#steps.quiet();
  };

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

  #ownHost(): StepsHost {
    return {
      now: () => this.#now,
      quiescence: this.quiescence,
      immediates: this.#immediates,
      nextOrder: () => this.nextOrder(),
      holds: this.holds,
      isInterrupted: () => this.#isInterrupted(),
      fire: (timer) => this.#fire(timer),
      askTurn: () => this.#askTurn(),
      wake: () => this.#wake(),
      fail: (error) => this.fail(error),
      isDeadlocked: () => this.#stop(deadlock(this.#now, this.options.describeTasks(), this.#work.unanswered)),
    };
  }

  #isInterrupted(): boolean {
    const interruption = this.options.interrupted();
    if (interruption !== undefined) this.#stop(interruption);
    return interruption !== undefined;
  }

  #park(): void {
    if (this.#isInterrupted()) return;
    const { holdMs } = this.options.limits;
    const pending = (): string => `${describeTimers(this.queue.entries())}\n${this.options.describeTasks()}`;
    const error = (limit?: Ms): Error => heldTooLong(this.#now, { holdMs, limit }, this.holds.list(), pending());
    this.holds.watch(holdMs, ({ limit }) => this.#stop(error(limit)));
  }
}
