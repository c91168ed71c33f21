import type { Groups } from './expected-order';
import { type Member, isObject, isPattern } from './members';

/** A place in an expected order: what is expected there, and in which group that is. */
export interface Seat {
  readonly value: unknown;
  readonly group: number;
  isTaken: boolean;
}

/**
 * The places of an expected order, to be taken one by one: of equal ones, the earliest first.
 *
 * Comparing by value is slow, so a place is first sought by identity, and then only among those that can be equal.
 */
export class Seats {
  readonly #all: readonly Seat[];
  readonly #objects: readonly Seat[];
  readonly #patterns: readonly Seat[];
  readonly #byIdentity: ReadonlyMap<unknown, readonly Seat[]>;

  constructor(
    groups: Groups,
    private readonly equals: (a: unknown, b: unknown) => boolean,
  ) {
    this.#all = groups.flatMap((values, group) => values.map((value) => ({ value, group, isTaken: false })));
    this.#patterns = this.#all.filter((seat) => isPattern(seat.value));
    this.#objects = this.#all.filter((seat) => isObject(seat.value));
    this.#byIdentity = grouped(this.#all);
  }

  /** Takes the place of a member; or says that all its places are taken, or that it has none. */
  take({ keys }: Member): Seat | 'taken' | 'unknown' {
    for (const key of keys) {
      const seat = this.#find(key, (one) => !one.isTaken);
      if (seat !== undefined) {
        seat.isTaken = true;
        return seat;
      }
      if (this.#find(key, (one) => one.isTaken) !== undefined) return 'taken';
    }
    return 'unknown';
  }

  /** What was expected and has not come. */
  free(): unknown[] {
    return this.#all.filter((seat) => !seat.isTaken).map((seat) => seat.value);
  }

  #find(key: unknown, isMeant: (seat: Seat) => boolean): Seat | undefined {
    const same = this.#byIdentity.get(key)?.find(isMeant);
    if (same !== undefined) return same;
    const alike = isObject(key) ? this.#objects : this.#patterns;
    return alike.find((seat) => isMeant(seat) && !differAtAGlance(key, seat.value) && this.equals(key, seat.value));
  }
}

/** Whether two plain objects or arrays have a field in which they hold different texts, numbers or booleans. */
function differAtAGlance(a: unknown, b: unknown): boolean {
  if (!isPlain(a) || !isPlain(b)) return false;
  for (const field in a) {
    const [one, other] = [a[field], b[field]];
    if (isScalar(one) && isScalar(other) && !Object.is(one, other)) return true;
  }
  return false;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = isObject(value) ? Object.getPrototypeOf(value) : undefined;
  return prototype === Object.prototype || prototype === Array.prototype;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function grouped(seats: readonly Seat[]): ReadonlyMap<unknown, readonly Seat[]> {
  const groups = new Map<unknown, Seat[]>();
  for (const seat of seats) {
    const group = groups.get(seat.value);
    if (group === undefined) groups.set(seat.value, [seat]);
    else group.push(seat);
  }
  return groups;
}
