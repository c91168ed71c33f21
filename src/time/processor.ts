import type { Ms } from './duration';
import type { Machine } from './machine';
import { ProcessorSharing } from './processor-sharing';

/** The part of a clock that a processor needs. */
export interface Ticking {
  readonly now: Ms;
  /** Runs a callback `ms` from now, once; the returned function cancels it. */
  after(ms: Ms, run: () => void): () => void;
}

interface Computation {
  readonly done: () => void;
  due: Ms;
  cancel: () => void;
}

/**
 * The processor of a simulated machine: computations share its cores, and whoever waits for one is told when it is over.
 *
 * Each has a timer of the clock, which is armed anew when another computation begins and makes it end later.
 */
export class Processor {
  /** What was computed so far, in milliseconds of one core. */
  computed: Ms = 0;
  readonly #shared: ProcessorSharing;
  readonly #computations = new Map<number, Computation>();

  constructor(
    readonly machine: Machine,
    private readonly clock: Ticking,
  ) {
    this.#shared = new ProcessorSharing(machine.cores);
  }

  /**
   * Computes beside the others.
   *
   * @param ms - how long it takes with a core of its own, in milliseconds.
   * @param done - called when it is over.
   * @returns calls it off.
   */
  compute(ms: Ms, done: () => void): () => void {
    this.computed += ms;
    const number = this.#shared.begin(ms, this.clock.now);
    const over = (): void => {
      this.#computations.delete(number);
      done();
    };
    this.#computations.set(number, { done: over, due: NaN, cancel: () => undefined });
    this.#arm();
    return () => {
      this.#computations.get(number)?.cancel();
      this.#computations.delete(number);
      this.#shared.stop(number, this.clock.now);
      this.#arm();
    };
  }

  /**
   * Computes beside the others, on an event loop that does nothing else meanwhile.
   *
   * @param ms - how long it takes with a core of its own, in milliseconds.
   * @returns how long it takes, in milliseconds.
   */
  occupy(ms: Ms): Ms {
    this.computed += ms;
    const { now } = this.clock;
    const number = this.#shared.begin(ms, now);
    const end = this.#shared.ends(now).get(number) ?? now;
    this.#arm();
    return end - now;
  }

  #arm(): void {
    const { now } = this.clock;
    for (const [number, due] of this.#shared.ends(now)) {
      const computation = this.#computations.get(number);
      if (computation === undefined || computation.due === due) continue;
      computation.cancel();
      computation.due = due;
      computation.cancel = this.clock.after(due - now, computation.done);
    }
  }
}
