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
  /** Who gives out the steps; left out, the clock itself. */
  readonly stepper?: Stepper;
}

/** Gives out the steps of a clock: the clock's own order of events, or, for a lane of a worker, its pool. */
export interface Stepper {
  /** Where the timers of this clock wait. */
  readonly queue: EventQueue<VirtualTimer>;
  /** Whether it waits to see if anything comes from outside that the clock cannot see. */
  readonly isStarving: boolean;
  stopStarving(): void;
  /** Everything that can run has run, and nobody holds: time for the next step. */
  quiet(): void;
  /** Somebody waits for everybody to have run, without time moving. */
  settled(resolve: () => void): void;
  /** The loop was blocked from one instant to another. */
  passed(since: Ms, until: Ms): void;
  /** One of the user's immediates was set. */
  immediateSet(): void;
  /** An error that nobody caught. */
  uncaught(error: unknown): void;
}
