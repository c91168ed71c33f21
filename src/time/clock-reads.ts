import type { Ms } from './duration';
import { busyWait } from './stall';

const READS_IN_ONE_STRETCH = 1_000_000;

/** Counts how often code reads a clock that stands still meanwhile: a loop that waits for it to move never ends. */
export class ClockReads {
  #count = 0;

  /** @throws UsageError if nothing but reads has happened for a million of them. */
  read(now: Ms): Ms {
    this.#count += 1;
    if (this.#count <= READS_IN_ONE_STRETCH) return now;
    const here: { stack?: string } = {};
    Error.captureStackTrace(here, this.read);
    throw busyWait(now, READS_IN_ONE_STRETCH, here.stack);
  }

  /** The event loop came round. */
  turned(): void {
    this.#count = 0;
  }
}
