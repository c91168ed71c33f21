import { natives } from './natives';

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
  /** Whether the callback of one is running. */
  areRunning = false;
  readonly #waiting = new Set<NodeJS.Immediate>();
  #ranAtThisInstant = 0;

  constructor(private readonly host: ImmediatesHost) {}

  arm(callback: Callback, args: readonly unknown[]): NodeJS.Immediate {
    const origin: { stack?: string } = {};
    if (this.#ranAtThisInstant === AT_ONE_INSTANT) Error.captureStackTrace(origin, this.arm);
    const immediate = natives.setImmediate(() => {
      this.host.ran();
      this.#ranAtThisInstant += 1;
      if (this.#ranAtThisInstant > AT_ONE_INSTANT) return this.#stop(origin.stack);
      this.areRunning = true;
      try {
        callback.apply(immediate, args as unknown[]);
      } catch (error) {
        this.host.threw(error);
      } finally {
        this.areRunning = false;
      }
    });
    this.#waiting.add(immediate);
    return immediate;
  }

  /** Whether one has still to run. */
  areWaiting(): boolean {
    for (const immediate of this.#waiting) {
      // Node marks an immediate that has run, or was cleared in whatever way.
      if ((immediate as unknown as { _destroyed: boolean })._destroyed) this.#waiting.delete(immediate);
    }
    return this.#waiting.size > 0;
  }

  /** Time has moved. */
  moved(): void {
    this.#ranAtThisInstant = 0;
  }

  /** Whoever polls would go on for ever, past the end of the simulation, so their immediates run no more. */
  #stop(stack: string | undefined): void {
    for (const immediate of this.#waiting) natives.clearImmediate(immediate);
    this.host.spins(AT_ONE_INSTANT, stack);
  }
}
