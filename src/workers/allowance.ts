import type { Ms } from '../time/duration';
import { natives } from '../time/natives';
import { testAround } from '../time/test-around';

/** The part of the test's own time limit that one of its tasks may take, where nobody says otherwise. */
const OF_THE_TEST = 0.8;

/** Node's timers know no longer time. */
const LONGEST_MS = 2 ** 31 - 1;

/** How much real time a task may take, in milliseconds; infinite if there is no limit. */
export function taskTimeoutOf({ taskTimeout }: { readonly taskTimeout?: Ms | undefined }): Ms {
  return taskTimeout ?? testAround.timeout * OF_THE_TEST;
}

/** Real time that a task may keep a worker busy; what it has used it does not get back. */
export class Allowance {
  #leftMs: Ms;

  /** @param reasonIf - what to say when it is used up, by whether the task had begun. */
  constructor(
    ms: Ms,
    readonly reasonIf: (hasBegun: boolean) => string,
  ) {
    this.#leftMs = ms;
  }

  /**
   * For a task, as the options of its pool have it.
   *
   * @param late - by how much its end may be told too late.
   */
  static ofTask(options: { readonly taskTimeout?: Ms | undefined }, late: Ms): Allowance {
    const ms = taskTimeoutOf(options);
    return new Allowance(ms + late, () => `its task ran for longer than taskTimeout (${Math.round(ms)} ms)`);
  }

  /** For loading a module: compiling for the first time is slow, so here the test alone sets a limit. */
  static ofLoading(): Allowance {
    const ms = taskTimeoutOf({});
    return new Allowance(ms, () => loadedTooLong(ms));
  }

  /** For both in one step, of a task that has as long as its test has. */
  static ofLoadingAndTask(): Allowance {
    const ms = taskTimeoutOf({});
    return new Allowance(ms, (hasBegun) => (hasBegun ? ranTooLong(ms) : loadedTooLong(ms)));
  }

  /** The worker is busy from now on, until the returned function is called. */
  start(whenSpent: () => void): () => void {
    if (this.#leftMs > LONGEST_MS) return () => undefined;
    const since = natives.now();
    let turn: NodeJS.Immediate | undefined;
    // This process may have been busy itself, and have something to hear of the worker first.
    const hear = (): void => void (turn = natives.setImmediate(whenSpent));
    const timer = natives.setTimeout(hear, this.#leftMs).unref();
    return () => {
      natives.clearTimeout(timer);
      natives.clearImmediate(turn);
      this.#leftMs = Math.max(1, this.#leftMs - (natives.now() - since));
    };
  }
}

const loadedTooLong = (ms: Ms): string =>
  `its module took longer to load than the test can wait (${Math.round(ms)} ms)`;

const ranTooLong = (ms: Ms): string =>
  `its task took longer, with its module's loading, than the test can wait (${Math.round(ms)} ms)`;
