import { natives } from './natives';
import { type PendingImmediate, SetAside, standIn } from './set-aside';

const AT_ONE_INSTANT = 100_000;

type Callback = (...args: unknown[]) => void;

/** What becomes of the user's immediates. */
export interface ImmediatesHost {
  /** One is about to run. */
  readonly ran: () => void;
  /** One threw. */
  readonly threw: (error: unknown) => void;
  /** So many ran at one instant that something must be polling; the stack says where the last was asked for. */
  readonly spins: (count: number, stack: string | undefined) => void;
}

/** The user's `setImmediate`s: they run in the native loop and take no time, so all of them run before time moves. */
export class Immediates {
  /** Whether the callback of one is running, or the ticks and promises that follow it. */
  areRunning = false;
  /** How many were ever set. */
  count = 0;
  readonly #waiting = new Set<NodeJS.Immediate>();
  readonly #aside = new SetAside();
  #ranAtThisInstant = 0;

  constructor(private readonly host: ImmediatesHost) {}

  arm(callback: Callback, args: readonly unknown[]): NodeJS.Immediate {
    const origin: { stack?: string } = {};
    if (this.#ranAtThisInstant === AT_ONE_INSTANT) Error.captureStackTrace(origin, this.arm);
    const order = (this.count += 1);
    const run = (): void => this.#run(() => callback.apply(handle, args as unknown[]), origin);
    const handle = this.#queue(() => {
      if (!this.#aside.takes({ order, handle, run })) run();
    });
    return handle;
  }

  /** Whether one has still to run. */
  areWaiting(): boolean {
    for (const immediate of this.#waiting) {
      // Node marks an immediate that has run, or was cleared in whatever way.
      if ((immediate as unknown as { _destroyed: boolean })._destroyed) this.#waiting.delete(immediate);
    }
    return this.#waiting.size > 0;
  }

  /** Sets aside the first so many that were set, as far as they have not run. */
  interrupt(count: number): void {
    this.#aside.interrupt(count);
  }

  /** Goes on with the event that was interrupted last. Returns whether there is one. */
  resume(): boolean {
    const left = this.#aside.resume();
    left?.forEach((pending) => standIn(pending.handle, this.#requeue(pending)));
    return left !== undefined;
  }

  /** Time has moved. */
  moved(): void {
    this.#ranAtThisInstant = 0;
  }

  #queue(callback: () => void): NodeJS.Immediate {
    const native = natives.setImmediate(callback);
    natives.setImmediate(this.#ended);
    this.#waiting.add(native);
    return native;
  }

  readonly #ended = (): void => {
    this.areRunning = false;
  };

  #requeue(pending: PendingImmediate): NodeJS.Immediate {
    return this.#queue(() => {
      if (!this.#aside.takes(pending)) pending.run();
    });
  }

  #run(callback: () => void, origin: { readonly stack?: string }): void {
    this.host.ran();
    this.#ranAtThisInstant += 1;
    if (this.#ranAtThisInstant > AT_ONE_INSTANT) return this.#stop(origin.stack);
    this.areRunning = true;
    try {
      callback();
    } catch (error) {
      this.host.threw(error);
    }
  }

  /** Whoever polls would go on for ever, past the end of the simulation, so their immediates run no more. */
  #stop(stack: string | undefined): void {
    for (const immediate of this.#waiting) natives.clearImmediate(immediate);
    while (this.#aside.resume() !== undefined);
    this.host.spins(AT_ONE_INSTANT, stack);
  }
}
