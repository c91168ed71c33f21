import type { Ms } from './duration';

/** Instants are told in whole nanoseconds, so that thirds of milliseconds add up. */
const NANOSECONDS_A_MS = 1e6;

/**
 * Processor sharing: computations of which each is to get a core of its own, and all get the same share if there are
 * fewer cores than computations.
 *
 * It is pure: it reads no clock and arms no timer. All computations have always had the same service since they began,
 * so one counter of it, and for each the count at which it has had enough, is all there is to keep.
 *
 * L. Kleinrock, "Time-shared systems: a theoretical treatment", Journal of the ACM 14 (1967).
 */
export class ProcessorSharing {
  #now: Ms = 0;
  /** How long each computation would have run by now if it had run from the beginning. */
  #service: Ms = 0;
  /** By number, in the order of their beginnings: the service at which each is over. */
  readonly #running: Map<number, Ms>;
  #begun = 0;

  /** @param cores - how many; from 1 up, `Infinity` for one each. */
  constructor(
    private readonly cores: number,
    running: ReadonlyMap<number, Ms> = new Map(),
  ) {
    this.#running = new Map(running);
  }

  /**
   * A computation begins.
   *
   * @param work - how long it takes with a core of its own, in milliseconds.
   * @returns its number.
   */
  begin(work: Ms, now: Ms): number {
    this.#advance(now);
    const number = this.#begun++;
    this.#running.set(number, this.#service + work);
    return number;
  }

  /** A computation is called off; nothing happens if it is over. */
  stop(number: number, now: Ms): void {
    this.#advance(now);
    this.#running.delete(number);
  }

  /**
   * When each computation that is under way will be over, or is over now, in milliseconds, soonest first, if no other one
   * begins.
   */
  ends(now: Ms): ReadonlyMap<number, Ms> {
    this.#advance(now);
    const future = new ProcessorSharing(this.cores, this.#running);
    future.#now = this.#now;
    future.#service = this.#service;
    const ends = new Map<number, Ms>();
    for (let next = future.#next(); next !== undefined; next = future.#next()) {
      ends.set(next.number, rounded(next.end));
      future.#pass(next.end, next.service);
      future.#running.delete(next.number);
    }
    return ends;
  }

  #advance(now: Ms): void {
    for (let next = this.#next(); next !== undefined && rounded(next.end) < now; next = this.#next()) {
      this.#pass(next.end, next.service);
      this.#running.delete(next.number);
    }
    if (now > this.#now) this.#pass(now, this.#service + (now - this.#now) / this.#slowness);
  }

  #pass(instant: Ms, service: Ms): void {
    this.#now = instant;
    this.#service = service;
  }

  /** The computation that is over first; of several, the one that began first. */
  #next(): { readonly number: number; readonly service: Ms; readonly end: Ms } | undefined {
    let soonest: readonly [number, Ms] | undefined;
    for (const one of this.#running) if (soonest === undefined || one[1] < soonest[1]) soonest = one;
    if (soonest === undefined) return undefined;
    const [number, service] = soonest;
    return { number, service, end: this.#now + (service - this.#service) * this.#slowness };
  }

  /** How many times longer everything takes than with a core of its own. */
  get #slowness(): number {
    return Math.max(1, this.#running.size / this.cores);
  }
}

function rounded(instant: Ms): Ms {
  return Math.round(instant * NANOSECONDS_A_MS) / NANOSECONDS_A_MS;
}
