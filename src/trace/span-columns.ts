import type { Ms } from '../time/duration';
import type { Printed, WorkerFacts } from './span';
import type { Stretch } from './stretch';

// Taken once: in Jest's VM each look at a global costs as much as all of this.
const { max } = Math;

/** What is known of each piece of work that ran, a column for each fact. */
export class SpanColumns {
  readonly startedAt: Float64Array;
  readonly endedAt: Float64Array;
  readonly lanes: Uint16Array;
  /** What each gave, or why it failed. */
  readonly values: unknown[];
  /** Whoever ran any of it, and for each which of them. */
  readonly #workers: (WorkerFacts | undefined)[] = [];
  readonly #workerNumbers: Uint16Array;
  readonly #outputs = new Map<number, readonly Printed[]>();

  /** @param queuedAt - the earliest that any of it can have started. */
  constructor(
    length: number,
    private readonly queuedAt: Ms,
  ) {
    this.startedAt = new Float64Array(length);
    this.endedAt = new Float64Array(length);
    // Nobody has 65 536 workers, and a page of fresh memory costs more than the work on it.
    this.lanes = new Uint16Array(length);
    this.#workerNumbers = new Uint16Array(length);
    this.values = new Array<unknown>(length);
  }

  add({ first, lane, times, values, output, worker }: Stretch): void {
    const workerNumber = this.#numberOf(worker);
    for (let place = 0; place < values.length; place++) {
      const index = first + place;
      // When it was queued is the earliest it can have started, and so on: clocks of two processes differ by a little.
      const start = max(times[place]!, this.queuedAt);
      this.startedAt[index] = start;
      this.endedAt[index] = max(times[place + 1]!, start);
      this.lanes[index] = lane;
      this.#workerNumbers[index] = workerNumber;
      this.values[index] = values[place];
    }
    if (output !== undefined) this.#outputs.set(first, output);
  }

  workerOf(index: number): WorkerFacts | undefined {
    return this.#workers[this.#workerNumbers[index]!];
  }

  outputOf(index: number): readonly Printed[] | undefined {
    return this.#outputs.get(index);
  }

  /** The last one is asked for most often. */
  #numberOf(worker: WorkerFacts | undefined): number {
    const known = this.#workers.lastIndexOf(worker);
    return known === -1 ? this.#workers.push(worker) - 1 : known;
  }
}
