import { unpack } from '../crossing/pack';
import { arePrimitives, type Packed } from '../crossing/parcel';
import type { Slice } from '../pools/engine';
import type { Ms } from '../time/duration';
import type { EndFacts } from '../trace/open-span';
import type { Stretch } from '../trace/stretch';
import type { Order } from './order';
import type { Ran, SliceOrder } from './protocol';

/** Tasks of a slice on their way in a lane, which settle in their order. */
export class RunningSlice {
  readonly call: Slice['call'];
  readonly #slice: Slice;
  /** The index of the first that has not settled, and the one behind the last. */
  #next: number;
  readonly #end: number;
  /** When the last of them ended, or the lane was free for the first. */
  #lastEndedAt: Ms;

  /** Starts them, unless they were called off. */
  constructor(
    slice: Slice,
    private readonly lane: number,
    private readonly clock: { readonly now: Ms },
  ) {
    this.#slice = slice;
    this.call = slice.call;
    this.#end = slice.first + slice.length;
    this.#lastEndedAt = this.#now;
    this.#next = slice.start(lane) ? slice.first : this.#end;
  }

  /** How many have not settled. */
  get left(): number {
    return this.#end - this.#next;
  }

  /** The index of the first that has not settled. */
  get head(): number | undefined {
    return this.left === 0 ? undefined : this.#next;
  }

  /** What that one is called. */
  get label(): string | undefined {
    return this.left === 0 ? undefined : this.#slice.labelOf(this.#next);
  }

  /** The span of a task that has not settled. */
  spanIdOf(index: number): number | undefined {
    return index < this.#next || index >= this.#end ? undefined : this.#slice.spanIdOf(index);
  }

  /** Those that have not settled, for a worker to run in sequence. */
  order({ fn, takes, rendezvous }: Order): SliceOrder {
    return {
      fn: fn.number,
      takes,
      call: this.call.number,
      rendezvous: rendezvous !== undefined,
      first: this.#next,
      inputs: this.#slice.parcelsFrom(this.#next) as readonly Packed[],
    };
  }

  /**
   * The next of them ran.
   *
   * @param ahead - by how many milliseconds the call's recording is ahead of the machine's clock.
   * @param facts - what is known of the first of these besides.
   * @param unmet - why they failed, if that is known better here.
   */
  settle({ times, values, failed }: Ran, ahead: Ms, facts: EndFacts, unmet: Error | undefined): void {
    const here = opened(values, failed, unmet);
    this.#ended(later(times, ahead), here.values, here.failed, facts);
  }

  /**
   * Rejects the tasks up to an index.
   *
   * @param errorOf - why the task at an index, which has this label, failed.
   */
  lose(last: number, facts: EndFacts, errorOf: (index: number, label: string) => unknown): void {
    const values: unknown[] = [];
    for (let index = this.#next; index < this.#end && index <= last; index++) {
      values.push(errorOf(index, this.#slice.labelOf(index)));
    }
    if (values.length === 0) return;
    // Who had run to which point died with the worker: as far as anybody knows, the first of them ran until now.
    const now = this.#now;
    this.#ended([this.#lastEndedAt, ...values.map(() => now)], values, [...values.keys()], facts);
  }

  // Field by field: to spread objects would take a quick task a third longer.
  #ended(times: Stretch['times'], values: readonly unknown[], failed: readonly number[], facts: EndFacts): void {
    const { lane } = this;
    const first = this.#next;
    this.#lastEndedAt = times.at(-1)!;
    this.#next += values.length;
    this.#slice.ended({ first, lane, times, values, failed, output: facts.output, worker: facts.worker });
  }

  /** In milliseconds of the call's recording. */
  get #now(): Ms {
    return this.clock.now - this.call.beganAt;
  }
}

/** Another list: the one that came may be a view of a whole message. */
function later(times: Ran['times'], ahead: Ms): Stretch['times'] {
  if ('buffer' in times) return times.map((at) => at + ahead);
  const moved: Ms[] = [];
  for (const at of times) moved.push(at + ahead);
  return moved;
}

/** What each gave or threw, made anew; what cannot be, as a `URL` while the test replaces that class, has failed. */
function opened(
  values: readonly Packed[],
  failed: readonly number[],
  unmet: Error | undefined,
): Pick<Stretch, 'values' | 'failed'> {
  if (unmet === undefined && arePrimitives(values)) return { values, failed };
  const hasFailed = new Set(failed);
  const anew = values.map((value, place) => {
    if (unmet !== undefined && hasFailed.has(place)) return unmet;
    try {
      return unpack(value);
    } catch (error) {
      hasFailed.add(place);
      return error;
    }
  });
  return { values: anew, failed: [...hasFailed].sort((a, b) => a - b) };
}
