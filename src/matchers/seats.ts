import type { Groups } from './expected-order';
import { isPattern, type Member } from './members';

/** A place in an expected order: what is expected there, and in which group that is. */
export interface Seat {
  readonly value: unknown;
  readonly group: number;
  isTaken: boolean;
}

/** The places of an expected order, to be taken one by one: of equal ones, the earliest first. */
export class Seats {
  readonly #all: readonly Seat[];
  readonly #byIdentity: ReadonlyMap<unknown, readonly Seat[]>;

  constructor(
    groups: Groups,
    private readonly equals: (a: unknown, b: unknown) => boolean,
  ) {
    this.#all = groups.flatMap((values, group) => values.map((value) => ({ value, group, isTaken: false })));
    this.#byIdentity = grouped(this.#all, (seat) => seat.value);
  }

  /** Takes the place of a member; or says that all its places are taken, or that it has none. */
  take({ keys }: Member): Seat | 'taken' | 'unknown' {
    const meant = keys.map((key) => this.#seatsFor(key)).find((seats) => seats.length > 0);
    const seat = meant?.find((one) => !one.isTaken);
    if (seat === undefined) return meant === undefined ? 'unknown' : 'taken';
    seat.isTaken = true;
    return seat;
  }

  /** What was expected and has not come. */
  free(): unknown[] {
    return this.#all.filter((seat) => !seat.isTaken).map((seat) => seat.value);
  }

  // Comparing by value takes a look at every place, so identity goes first: inputs are mostly the very same objects.
  #seatsFor(key: unknown): readonly Seat[] {
    const same = this.#byIdentity.get(key) ?? [];
    if (same.some((seat) => !seat.isTaken)) return same;
    const alike = this.#all.filter(({ value }) => value !== key && mayEqual(key, value) && this.equals(key, value));
    return alike.length === 0 ? same : [...same, ...alike];
  }
}

function mayEqual(key: unknown, value: unknown): boolean {
  return isPattern(value) || (isObject(key) && isObject(value));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function grouped(seats: readonly Seat[], by: (seat: Seat) => unknown): ReadonlyMap<unknown, readonly Seat[]> {
  const groups = new Map<unknown, Seat[]>();
  for (const seat of seats) {
    const group = groups.get(by(seat));
    if (group === undefined) groups.set(by(seat), [seat]);
    else group.push(seat);
  }
  return groups;
}
