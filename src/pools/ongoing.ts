import type { AsyncResource } from 'node:async_hooks';
import { UsageError } from '../errors';
import type { Clock } from '../time/clock';
import { becomesBusy, type BusyPool, isFree } from './busy-pools';

/** A call that is not over, as its pool knows it. */
export interface Ongoing {
  readonly clock: Clock;
  /** The async context it was made in. */
  readonly scope: AsyncResource;
  /** The labels of its tasks that are queued or in flight. */
  readonly unfinished: readonly string[];
  start(): void;
  /** Calls off what has not started; the caller will hear the reason. */
  cancel(reason: unknown): void;
}

/** The calls of a pool that are not over. */
export class OngoingCalls implements BusyPool {
  /** Each with what stops it from heeding its signal. */
  readonly #calls = new Map<Ongoing, () => void>();
  readonly #waiting: (() => void)[] = [];

  /**
   * @param name - of the pool, as a person would call it.
   * @param areHere - whether its tasks are promises of this event loop, which obey the clock in force.
   */
  constructor(
    readonly name: string,
    private readonly areHere: boolean,
  ) {}

  begin(call: Ongoing, signal: AbortSignal | undefined): void {
    // All of them run on one clock, since none was let in beside one of another.
    if (this.areHere && call.clock.kind === 'real') becomesBusy(this);
    this.#calls.set(call, () => undefined);
    call.start();
    if (signal !== undefined && this.#calls.has(call)) this.#heed(signal, call);
  }

  over(call: Ongoing): void {
    this.#calls.get(call)?.();
    // Whoever looks for what keeps a process alive, as Jest with `detectOpenHandles`, would find each call.
    if (!this.#calls.delete(call)) return;
    call.scope.emitDestroy();
    if (this.#calls.size > 0) return;
    if (this.areHere && call.clock.kind === 'real') isFree(this);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  cancelAll(reason: unknown): void {
    for (const call of this.#calls.keys()) call.cancel(reason);
  }

  /** Resolves when all are over. */
  async allOver(): Promise<void> {
    if (this.#calls.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  get areOver(): boolean {
    return this.#calls.size === 0;
  }

  unfinished(): readonly string[] {
    return [...this.#calls.keys()].flatMap((call) => (call.clock.isOver ? [] : call.unfinished));
  }

  /** Forgets those whose simulation has ended: they will never be over. */
  forgetDead(): void {
    for (const call of [...this.#calls.keys()]) if (call.clock.isOver) this.over(call);
  }

  /** @throws UsageError if any of them runs on another clock. */
  checkClock(clock: Clock): void {
    const [first] = this.#calls.keys();
    if (first === undefined || first.clock === clock) return;
    throw new UsageError(
      `${this.name} has unfinished work of another clock: a call made ${whereabouts(first.clock)} is not over.\n` +
        'Await it first, or make a pool inside each `simulate`.',
    );
  }

  #heed(signal: AbortSignal, call: Ongoing): void {
    const heed = () => call.cancel(signal.reason);
    if (signal.aborted) return heed();
    signal.addEventListener('abort', heed, { once: true });
    this.#calls.set(call, () => signal.removeEventListener('abort', heed));
  }
}

function whereabouts(clock: Clock): string {
  return clock.kind === 'virtual' ? 'inside an earlier `simulate`' : 'on the real clock';
}
