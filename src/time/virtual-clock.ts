import { UsageError } from '../errors';
import type { Clock, Release } from './clock';
import { type Ms, checkMs, formatMs } from './duration';
import { EventQueue } from './event-queue';
import { Holds } from './holds';
import { type Limits, callSite, describeTimers, limitPassed } from './limits';
import { natives } from './natives';
import { Quiescence, eventsDelivered } from './quiescence';
import { type TimerHost, type TimerKind, VirtualTimer } from './virtual-timer';
import { RealWork } from './work';

const READS_IN_ONE_STRETCH = 1_000_000;
const IMMEDIATES_AT_ONE_INSTANT = 100_000;
const DEADLOCK_AFTER_REAL_MS: Ms = 20;
const ORIGINS_KEPT = 1000;

export interface VirtualClockOptions {
  readonly seed: number;
  readonly limits: Limits;
  /** Lists the tasks queued and in flight, for messages about a clock that stands still. */
  readonly describeTasks: () => string;
  /** A reason to stop, looked at in every turn. */
  readonly interrupted: () => Error | undefined;
}

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
  readonly queue = new EventQueue<VirtualTimer>();
  readonly quiescence = new Quiescence();
  readonly holds = new Holds(() => this.#askTurn());
  /** Rejects when the simulation cannot go on: a deadlock, a limit passed, an uncaught error. */
  readonly failed: Promise<never>;
  #now: Ms = 0;
  #orders = 0;
  #fired = 0;
  #firedAtThisInstant = 0;
  #immediatesAtThisInstant = 0;
  #reads = 0;
  #isTurnAsked = false;
  #isOver = false;
  #isStarving = false;
  #holdWatch: NodeJS.Timeout | undefined;
  #settlers: (() => void)[] = [];
  #fail!: (error: unknown) => void;
  readonly #beganAt = natives.now();
  readonly #work = new RealWork(this);

  constructor(private readonly options: VirtualClockOptions) {
    this.seed = options.seed;
    this.failed = new Promise((_, reject) => (this.#fail = reject));
    this.failed.catch(() => undefined);
    this.#askTurn();
  }

  get now(): Ms {
    return this.#now;
  }

  /** The time, for code under test; notices a loop that waits for it to pass. */
  read(): Ms {
    this.#reads += 1;
    if (this.#reads > READS_IN_ONE_STRETCH) throw this.#busyWait();
    return this.#now;
  }

  sleep(ms: Ms): Promise<void> {
    checkMs('ms', ms);
    return new Promise((wake) => void new VirtualTimer(this, 'sleep', ms, wake));
  }

  after(ms: Ms, run: () => void): () => void {
    const timer = new VirtualTimer(this, 'sleep', checkMs('ms', ms), run);
    return () => timer.cancel();
  }

  event(run: () => void): void {
    void new VirtualTimer(this, 'event', 0, run);
  }

  hold(name: string): Release {
    return this.holds.take(name);
  }

  settled(): Promise<void> {
    return new Promise((resolve) => void this.#settlers.push(resolve));
  }

  /** Time passes while nothing else can run, as in a computation; timers that fell due meanwhile fire late. */
  pass(ms: Ms): void {
    this.#moveTo(this.#now + checkMs('ms', ms));
  }

  /** Arms one of the user's timers. */
  arm(kind: TimerKind, delay: Ms, callback: (...args: never[]) => void, args: readonly unknown[] = []): VirtualTimer {
    const timer = new VirtualTimer(this, kind, delay, callback, args);
    if (this.#orders <= ORIGINS_KEPT) Error.captureStackTrace(timer.origin, this.arm);
    return timer;
  }

  /** Runs a user's `setImmediate` in the native loop: it takes no time, and time waits for it. */
  immediate(callback: (...args: unknown[]) => void, args: readonly unknown[] = []): NodeJS.Immediate {
    const immediate = natives.setImmediate(() => {
      this.quiescence.stirred();
      this.#immediatesAtThisInstant += 1;
      if (this.#immediatesAtThisInstant > IMMEDIATES_AT_ONE_INSTANT) this.fail(this.#spinning());
      try {
        callback.apply(immediate, args as unknown[]);
      } catch (error) {
        this.uncaught(error);
      }
    });
    this.quiescence.immediates.add(immediate);
    if (this.#isStarving) this.#askTurn();
    return immediate;
  }

  /** Ends the clock for good: nothing fires any more. Returns what was still armed, soonest first. */
  end(): readonly VirtualTimer[] {
    const left = this.queue.entries();
    this.#isOver = true;
    this.#work.stop();
    for (const timer of left) timer.cancel();
    natives.clearTimeout(this.#holdWatch);
    return left;
  }

  nextOrder(): number {
    return (this.#orders += 1);
  }

  timerArmed(): void {
    if (this.#isOver) this.queue.entries().forEach((timer) => timer.cancel());
    else if (this.#isStarving) this.#askTurn();
  }

  /** An error nobody caught: to the user's own `uncaughtException` listeners as in Node, else the simulation fails. */
  uncaught(error: unknown): void {
    const listeners = process.listeners('uncaughtException').filter((one) => !natives.uncaughtListeners.has(one));
    if (listeners.length === 0) this.fail(error);
    for (const listener of listeners) listener.call(process, error as Error, 'uncaughtException');
  }

  fail(error: unknown): void {
    this.#fail(error);
  }

  #askTurn(): void {
    this.#isStarving = false;
    if (this.#isTurnAsked || this.#isOver) return;
    this.#isTurnAsked = true;
    natives.setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#isTurnAsked = false;
    if (this.#isOver) return;
    this.#reads = 0;
    const interruption = this.options.interrupted();
    if (interruption !== undefined) return this.fail(interruption);
    this.#work.beforeTurn();
    if (!this.quiescence.turn()) return this.#askTurn();
    if (this.holds.size > 0) return this.#watchHolds();
    this.#next();
  };

  #next(): void {
    const next = this.queue.peek();
    if (this.#settlers.length > 0 && (next === undefined || next.due > this.#now)) {
      this.quiescence.eventFired();
      for (const resolve of this.#settlers.splice(0)) resolve();
      return this.#askTurn();
    }
    if (next === undefined) return this.#starve();
    const error = this.#fire(next);
    if (error !== undefined) return this.fail(error);
    this.#askTurn();
  }

  #fire(timer: VirtualTimer): UsageError | undefined {
    this.queue.remove(timer);
    if (timer.due > this.#now) this.#moveTo(timer.due);
    this.#fired += 1;
    if (timer.kind !== 'event' && timer.armedAt === this.#now) this.#firedAtThisInstant += 1;
    const passed = this.#limitPassed();
    if (passed !== undefined) {
      this.queue.push(timer);
      return limitPassed(this.options.limits, passed, () => this.queue.entries());
    }
    this.quiescence.eventFired();
    timer.fire();
    return undefined;
  }

  #moveTo(instant: Ms): void {
    this.#now = instant;
    this.#firedAtThisInstant = 0;
    this.#immediatesAtThisInstant = 0;
  }

  #limitPassed() {
    const { events, virtualMs, firingsAtOneInstant, realMs } = this.options.limits;
    const isRealTimeLookedAt = (this.#fired & 1023) === 0;
    const usage = {
      events: this.#fired,
      now: this.#now,
      firingsAtThisInstant: this.#firedAtThisInstant,
      realMs: isRealTimeLookedAt ? natives.now() - this.#beganAt : 0,
    };
    const isWithin =
      usage.events <= events &&
      usage.now <= virtualMs &&
      usage.firingsAtThisInstant <= firingsAtOneInstant &&
      usage.realMs <= realMs;
    return isWithin ? undefined : usage;
  }

  #starve(): void {
    this.#isStarving = true;
    const delivered = eventsDelivered();
    natives.setTimeout(() => {
      if (!this.#isStarving || this.#isOver) return;
      if (eventsDelivered() !== delivered || this.holds.size > 0 || this.queue.size > 0) return this.#askTurn();
      this.fail(this.#deadlock());
    }, DEADLOCK_AFTER_REAL_MS);
  }

  #watchHolds(): void {
    if (this.#holdWatch !== undefined) return;
    const { holdMs } = this.options.limits;
    const longest = this.holds.list()[0];
    if (longest === undefined) return this.#askTurn();
    const watch = (): void => {
      this.#holdWatch = undefined;
      if (this.#isOver || this.holds.size === 0) return;
      if (this.holds.list()[0] === longest) return this.fail(this.#heldTooLong());
      this.#watchHolds();
    };
    this.#holdWatch = natives.setTimeout(watch, Math.max(1, holdMs - (natives.now() - longest.since)));
  }

  #deadlock(): UsageError {
    return new UsageError(
      `Deadlock at ${formatMs(this.#now)}: the body has not settled, and nothing is left that could make it.\n` +
        `No timer is pending, no real work is in flight, and nobody holds the clock.\n${this.options.describeTasks()}`,
    );
  }

  #heldTooLong(): UsageError {
    const now = natives.now();
    const lines = this.holds.list().map(({ name, since, origin }) => {
      const site = callSite(origin.stack);
      return `  ${name}, for ${formatMs(Math.round(now - since))}${site === undefined ? '' : `, ${site}`}`;
    });
    return new UsageError(
      `The clock has stood still at ${formatMs(this.#now)} for ${formatMs(this.options.limits.holdMs)} of real time. ` +
        `It is held by:\n${lines.join('\n')}\n` +
        `${describeTimers(this.queue.entries())}\n${this.options.describeTasks()}\n` +
        'Raise `limits.holdMs` of `simulate` if this work takes that long, or let go of the hold.',
    );
  }

  #spinning(): UsageError {
    return new UsageError(
      `\`setImmediate\` ran ${IMMEDIATES_AT_ONE_INSTANT} times at ${formatMs(this.#now)}: something polls for what ` +
        'takes virtual time, which cannot pass meanwhile. Poll with a timer instead.',
    );
  }

  #busyWait(): UsageError {
    const here: { stack?: string } = {};
    Error.captureStackTrace(here, this.read);
    return new UsageError(
      `The clock was read ${READS_IN_ONE_STRETCH} times at ${formatMs(this.#now)} without a break ` +
        `(${callSite(here.stack) ?? 'unknown place'}): a busy wait. A virtual clock stands still while code runs.\n` +
        'Simulate work of the processor with `await compute(ms)`.',
    );
  }
}
