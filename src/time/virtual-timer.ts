import { AsyncResource } from 'node:async_hooks';
import type { Ms } from './duration';
import type { EventQueue, Scheduled } from './event-queue';

/** What armed a timer; `event` is a turn at one instant (a task's start), not a sleep. */
export type TimerKind = 'timeout' | 'interval' | 'sleep' | 'event';

/** What a timer calls; its arguments are the user's affair. */
export type Callback = (...args: never[]) => void;

export interface TimerPlan {
  readonly kind: TimerKind;
  readonly delay: Ms;
  readonly callback: Callback;
  readonly args: readonly unknown[];
}

/** The part of a virtual clock that a timer needs. */
export interface TimerHost {
  readonly now: Ms;
  readonly queue: EventQueue<VirtualTimer>;
  nextOrder(): number;
  timerArmed(): void;
  uncaught(error: unknown): void;
}

/**
 * A timer on a virtual clock, and what `setTimeout` returns inside a simulation.
 *
 * It has the methods of Node's `Timeout`. It keeps the async context in which it was armed, and it can be cleared by
 * Node's own `clearTimeout` as well: core modules captured that one long ago, and it recognises a timer by
 * `_onTimeout`, sets it to null and leaves a `_destroyed` one alone.
 */
export class VirtualTimer extends AsyncResource implements Scheduled {
  due: Ms = 0;
  order = 0;
  slot = -1;
  /** The instant at which it was armed last. */
  armedAt: Ms = 0;
  /** Where it was armed; the stack is worded only when somebody must be named. */
  readonly origin: { stack?: string } = {};
  readonly _destroyed = true;
  readonly kind: TimerKind;
  readonly delay: Ms;
  private readonly args: readonly unknown[];
  #callback: ((...args: unknown[]) => void) | null;
  #isRefed = true;
  /** The async context of a `refresh` after it had fired, which takes the place of its first. */
  #contextSince: AsyncResource | undefined;

  constructor(
    private readonly host: TimerHost,
    { kind, delay, callback, args }: TimerPlan,
  ) {
    super('VirtualTimer', { requireManualDestroy: true });
    this.kind = kind;
    this.delay = delay;
    this.args = args;
    this.#callback = callback as (...args: unknown[]) => void;
    this.#arm(host.now);
  }

  /** What the timer will call, by name, for messages. */
  get callbackName(): string {
    return this.#callback?.name ?? '';
  }

  fire(): void {
    const callback = this.#callback;
    if (callback === null) return;
    const startedAt = this.host.now;
    try {
      (this.#contextSince ?? this).runInAsyncScope(callback, this, ...this.args);
    } catch (error) {
      this.host.uncaught(error);
    }
    // Counted from the start of the callback, as in Node: one that computes for a while does not stretch the interval.
    if (this.kind === 'interval' && this.#callback !== null && this.slot === -1) this.#arm(startedAt);
  }

  cancel(): void {
    this.host.queue.remove(this);
    this.#callback = null;
  }

  #arm(instant: Ms): void {
    this.armedAt = instant;
    this.due = this.armedAt + this.delay;
    this.order = this.host.nextOrder();
    this.host.queue.push(this);
    this.host.timerArmed();
  }

  // --- as Node's Timeout -------------------------------------------------------------------------------------------

  get _onTimeout(): unknown {
    return this.#callback;
  }

  set _onTimeout(value: unknown) {
    if (value === null) this.cancel();
  }

  ref(): this {
    this.#isRefed = true;
    return this;
  }

  unref(): this {
    this.#isRefed = false;
    return this;
  }

  hasRef(): boolean {
    return this.#isRefed;
  }

  refresh(): this {
    if (this.#callback === null) return this;
    if (this.slot === -1) this.#contextSince = new AsyncResource('VirtualTimer', { requireManualDestroy: true });
    this.host.queue.remove(this);
    this.#arm(this.host.now);
    return this;
  }

  close(): this {
    this.cancel();
    return this;
  }

  [Symbol.toPrimitive](): number {
    const id = this.asyncId();
    timersById.set(id, this);
    return id;
  }

  [Symbol.dispose](): void {
    this.cancel();
  }
}

/** Timers whose number was asked for. */
const timersById = new Map<number, VirtualTimer>();

/** The timer behind what was given to `clearTimeout`: the timer itself, or its number once it was asked for. */
export function findVirtualTimer(handle: unknown): VirtualTimer | undefined {
  if (handle instanceof VirtualTimer) return handle;
  if (typeof handle !== 'number' && typeof handle !== 'string') return undefined;
  const timer = timersById.get(Number(handle));
  timersById.delete(Number(handle));
  return timer;
}
