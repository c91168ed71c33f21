import { UsageError } from '../errors';
import type { Kind, Outgoing } from './kinds/kind';
import { KINDS } from './kinds';
import type { Parcel } from './parcel';
import { NULL_PLACE } from './parcel';
import type { Words } from './path';
import { itself, member } from './path';
import type { Refusal } from './refusal';
import { refusalOf } from './refusal';

/** An object that is in the parcel, and where it was first found. */
interface Found {
  readonly value: object;
  readonly place: number;
  readonly kind: Kind;
  readonly isForgiving: boolean;
  readonly inside: Found | undefined;
  readonly key: unknown;
  readonly words: Words;
}

/** How many objects inside of errors cross: one of axios's knows its socket, and that knows half of Node. */
const MOST_FORGIVEN = 10_000;

/** Makes one parcel. Objects wait in line for their members to be packed, so that no depth is too deep. */
export class Packing implements Outgoing {
  readonly #shells: unknown[] = [];
  readonly #members: unknown[] = [];
  readonly #places = new Map<object, number>();
  readonly #line: Found[] = [];
  /** Inside of errors; they come last, so that what is found in both ways is under the stricter rule. */
  readonly #forgivenLine: Found[] = [];
  #forgiven = 0;
  #at: Found | undefined;

  constructor(
    private readonly what: string,
    readonly sharesMemory: boolean,
    private readonly isForgiving: boolean,
  ) {}

  /** @throws UsageError if something cannot cross and is not inside of an error; the root itself in any case. */
  pack(root: object | symbol): Parcel {
    this.#placed(root, undefined, itself);
    let [next, nextForgiven] = [0, 0];
    while ((this.#at = this.#line[next] ?? this.#forgivenLine[nextForgiven]) !== undefined) {
      if (next < this.#line.length) next++;
      else nextForgiven++;
      this.#members.push(this.#at.place);
      this.#at.kind.writeMembers?.(this.#at.value, this);
    }
    return { root: this.#places.get(root as object)!, shells: this.#shells, members: this.#members };
  }

  shell(token: unknown): void {
    this.#shells.push(token);
  }

  token(token: unknown): void {
    this.#members.push(token);
  }

  value(value: unknown, key: unknown, words = member): void {
    if (value === null) return void this.#members.push(null, NULL_PLACE);
    if (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol') {
      return void this.#members.push(value);
    }
    const place = this.#placed(value, key, words);
    if (typeof place === 'number') this.#members.push(null, place);
    else this.#members.push(place.leftBehind);
  }

  property(object: object, key: string | number): void {
    let value: unknown;
    try {
      value = (object as Record<string | number, unknown>)[key];
    } catch (error) {
      const advice = 'Take it off, or have it give a value.';
      value = this.#refuse({ what: `a getter that throws (${firstLine(error)})`, advice }, key, member).leftBehind;
    }
    this.value(value, key);
  }

  carries(object: object, key: string): boolean {
    try {
      const value = (object as Record<string, unknown>)[key];
      return refusalOf(value) === undefined;
    } catch {
      return false;
    }
  }

  placeOf(object: object): number {
    return this.#places.get(object)!;
  }

  /** The place of an object, given one if it has none yet; or the word about what is left behind. */
  #placed(value: object | symbol, key: unknown, words: Words): number | { leftBehind: string } {
    const known = this.#places.get(value as object);
    if (known !== undefined) return known;
    const refusal = refusalOf(value);
    if (refusal !== undefined) return this.#refuse(refusal, key, words);
    return this.#add(value as object, key, words);
  }

  #add(value: object, key: unknown, words: Words): number | { leftBehind: string } {
    const kindNumber = kindNumberOf(value);
    const kind = KINDS[kindNumber]!;
    const needed = kind.needs?.(value);
    const placeOfNeeded = needed && this.#placed(needed, 'buffer', (path, name) => member(words(path, key), name));
    if (typeof placeOfNeeded === 'object') return placeOfNeeded;
    const refusal = kind.refusal?.(value, this) ?? this.#tooMany();
    if (refusal !== undefined) return this.#refuse(refusal, key, words);
    const place = this.#places.size;
    this.#places.set(value, place);
    this.#shells.push(kindNumber);
    kind.writeShell?.(value, this);
    if (kind.writeMembers === undefined) return place;
    const isForgiving = this.#forgives || kind.isForgiving === true;
    const line = isForgiving ? this.#forgivenLine : this.#line;
    line.push({ value, place, kind, isForgiving, inside: this.#at, key, words });
    return place;
  }

  get #forgives(): boolean {
    return this.#at?.isForgiving ?? this.isForgiving;
  }

  #tooMany(): Refusal | undefined {
    if (!this.#forgives || ++this.#forgiven <= MOST_FORGIVEN) return undefined;
    return { what: `an object beyond the first ${MOST_FORGIVEN}`, advice: '' };
  }

  #refuse({ what, advice }: Refusal, key: unknown, words: Words): { leftBehind: string } {
    if (this.#at !== undefined && this.#at.isForgiving) return { leftBehind: `[left behind: ${what}]` };
    const path = words(this.#at === undefined ? this.what : this.#pathOf(this.#at), key);
    throw new UsageError(`${path} is ${what}, which cannot cross between a test and its workers.\n${advice}`);
  }

  #pathOf(found: Found): string {
    const steps: Found[] = [];
    for (let at = found; at.inside !== undefined; at = at.inside) steps.push(at);
    return steps.reduceRight((path, { words, key }) => words(path, key), this.what);
  }
}

/** The last kind takes everything. */
function kindNumberOf(value: object): number {
  let number = 0;
  while (!KINDS[number]!.is(value)) number++;
  return number;
}

function firstLine(error: unknown): string {
  try {
    return String(error).split('\n', 1)[0]!;
  } catch {
    return 'something that cannot be said';
  }
}
