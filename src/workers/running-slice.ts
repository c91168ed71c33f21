import { unpack } from '../crossing/pack';
import type { Packed } from '../crossing/parcel';
import type { Slice } from '../pools/engine';
import type { Ms } from '../time/duration';
import type { EndFacts } from '../trace/open-span';
import type { Order } from './order';
import type { Ran, SliceOrder } from './protocol';

/** Tasks of a slice on their way in a lane, which settle in their order. */
export class RunningSlice {
  readonly call: Slice['call'];
  readonly #slice: Slice;
  /** The indices of those that run, in order, and how many of them have settled. */
  readonly #indices: readonly number[];
  #settled = 0;
  /** When the last of them ended, or the lane was free for the first. */
  #lastEndedAt: Ms;

  /** Starts those that are still queued. */
  constructor(
    slice: Slice,
    lane: number,
    private readonly clock: { readonly now: Ms },
  ) {
    this.#slice = slice;
    this.call = slice.call;
    const isQueued = (index: number): boolean => slice.isQueued(index);
    this.#indices = slice.indices.every(isQueued) ? slice.indices : slice.indices.filter(isQueued);
    this.#lastEndedAt = this.#now;
    for (const index of this.#indices) slice.start(index, lane);
  }

  /** How many have not settled. */
  get left(): number {
    return this.#indices.length - this.#settled;
  }

  /** The index of the first that has not settled. */
  get head(): number | undefined {
    return this.#indices[this.#settled];
  }

  /** What that one is called. */
  get label(): string | undefined {
    return this.head === undefined ? undefined : this.#slice.labelOf(this.head);
  }

  /** The span of a task that has not settled. */
  spanIdOf(index: number): number | undefined {
    return this.#indices.indexOf(index, this.#settled) === -1 ? undefined : this.#slice.spanIdOf(index);
  }

  /** Those that have not settled, for a worker to run in sequence. */
  order({ fn, takes, rendezvous }: Order): SliceOrder {
    const rest = this.#settled === 0 ? this.#indices : this.#indices.slice(this.#settled);
    const [first, last] = [rest[0]!, rest.at(-1)!];
    return {
      fn: fn.number,
      takes,
      call: this.call.number,
      rendezvous: rendezvous !== undefined,
      indices: last - first === rest.length - 1 ? first : rest,
      inputs: rest.map((index) => this.#slice.parcelOf(index) as Packed),
    };
  }

  /**
   * The next of them ran.
   *
   * @param ahead - by how many milliseconds the call's recording is ahead of the machine's clock.
   * @param facts - what is known of the next one besides.
   * @param unmet - why they failed, if that is known better here.
   */
  settle({ times, values, failed }: Ran, ahead: Ms, facts: () => EndFacts, unmet: Error | undefined): void {
    // One for all: whoever is told of them reads them at once.
    const taken = { startedAt: 0, endedAt: 0 };
    let nextFailed = 0;
    for (let place = 0; place < values.length; place++) {
      const index = this.#indices[this.#settled++]!;
      taken.startedAt = times[2 * place]! + ahead;
      taken.endedAt = this.#lastEndedAt = times[2 * place + 1]! + ahead;
      let hasFailed = failed[nextFailed] === place;
      if (hasFailed) nextFailed += 1;
      let value: unknown;
      try {
        value = unpack(values[place]);
      } catch (error) {
        // It cannot be made anew, as a `URL` while the test replaces that class.
        [value, hasFailed] = [error, true];
      }
      if (hasFailed) this.#slice.reject(index, unmet ?? value, facts(), taken);
      else this.#slice.fulfil(index, value, facts(), taken);
    }
  }

  /**
   * Rejects the tasks up to an index.
   *
   * @param errorOf - why the task at an index, which has this label, failed.
   */
  lose(last: number, facts: EndFacts, errorOf: (index: number, label: string) => unknown): void {
    for (let index = this.head; index !== undefined && index <= last; index = this.head) {
      this.#settled += 1;
      // Who had run to which point died with the worker: as far as anybody knows, the first of them ran until now.
      const startedAt = this.#lastEndedAt;
      const endedAt = (this.#lastEndedAt = this.#now);
      this.#slice.reject(index, errorOf(index, this.#slice.labelOf(index)), facts, { startedAt, endedAt });
    }
  }

  /** In milliseconds of the call's recording. */
  get #now(): Ms {
    return this.clock.now - this.call.beganAt;
  }
}
