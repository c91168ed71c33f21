import type { Ms } from './duration';
import type { EventQueue } from './event-queue';
import type { Limits } from './limits';
import type { Machine } from './machine';
import type { VirtualTimer } from './virtual-timer';

/** What a virtual clock is made for. */
export interface VirtualClockOptions {
  readonly seed: number;
  readonly limits: Limits;
  /** What computing costs; left out, each computation has a core of its own. */
  readonly machine?: Machine;
  /** Carries the stack of the `simulate` call. */
  readonly origin: { readonly stack?: string };
  /** Lists the tasks queued and in flight, for messages about a clock that stands still. */
  readonly describeTasks: () => string;
  /** A reason to stop, looked for before time stands still, and now and then. */
  readonly interrupted: () => Error | undefined;
  /** Who gives out the steps; left out, the clock takes the next one itself. */
  readonly stepper?: Stepper;
}

/** Gives out the steps of a clock from elsewhere: a lane's clock moves when its pool says so. */
export interface Stepper {
  /** Told of every timer that is armed, disarmed or fired. */
  readonly queue: EventQueue<VirtualTimer>;
  /** Everything that can run has run. */
  quiet(): void;
  /** Somebody waits for everybody else, elsewhere too, to have run. */
  settled(resolve: () => void): void;
  /** A computation took a while. */
  passed(ms: Ms): void;
  /** An error that nobody caught. */
  uncaught(error: unknown): void;
}
