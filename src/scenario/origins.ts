import { callSites } from '../time/stall';
import type { OpenSpan, Witness } from '../trace/open-span';

const FRAMES = 30;
const MOST_SHOWN = 4;

/** Remembers where in the code each piece of work was asked for. */
export class Origins implements Witness {
  readonly #stacks = new Map<number, string | undefined>();

  queued({ id }: OpenSpan): void {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = FRAMES;
    this.#stacks.set(id, new Error().stack);
    Error.stackTraceLimit = stackTraceLimit;
  }

  started(): void {}

  ended(): void {}

  cancelled(): void {}

  /** The lines of the user's code that asked for it, innermost first; none if it was asked for elsewhere. */
  of(id: number): readonly string[] {
    return callSites(this.#stacks.get(id)).slice(0, MOST_SHOWN);
  }
}
