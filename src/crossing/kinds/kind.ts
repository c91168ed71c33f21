import type { Words } from '../path';
import type { Refusal } from '../refusal';

/** A parcel being made, as the kinds see it. */
export interface Outgoing {
  /** Whether the other side sees the same memory. */
  readonly sharesMemory: boolean;
  /** Adds to the shell of the object at hand. */
  shell(token: unknown): void;
  /** Adds to the members of the object at hand what is no value of the user's: a count, a key. */
  token(token: unknown): void;
  /** Adds a value to the members of the object at hand. */
  value(value: unknown, key: unknown, words?: Words): void;
  /** Reads a property, which may throw, and adds what it gives. */
  property(object: object, key: string | number): void;
  /** Whether a property can be read and what it gives is not refused, without looking into that. */
  carries(object: object, key: string): boolean;
  /** The place of an object that is in the parcel. */
  placeOf(object: object): number;
}

/** A parcel being opened, as the kinds see it. */
export interface Incoming {
  shell(): unknown;
  token(): unknown;
  value(): unknown;
  /** The object at a place, which may still be empty. */
  at(place: number): object;
}

/** How objects of one kind are taken apart and made anew. What one method writes the other reads, in the same order. */
export interface Kind<T extends object = object> {
  readonly is: (value: object) => boolean;
  /** Why this object, though of the kind, cannot cross. */
  readonly refusal?: (value: T, parcel: Outgoing) => Refusal | undefined;
  /** The object that has to be in the parcel before this one. */
  needs?(value: T): object;
  writeShell?(value: T, parcel: Outgoing): void;
  /** Makes the object, still empty, in the realm in which this runs. */
  readShell(parcel: Incoming): T;
  writeMembers?(value: T, parcel: Outgoing): void;
  readMembers?(made: T, parcel: Incoming): void;
  /** Whether what cannot cross inside of it is left behind, with a word about it, instead of being refused. */
  readonly isForgiving?: boolean;
}

/** A kind for the table of all kinds, each of which is only asked about its own objects. */
export function kind<T extends object>(definition: Kind<T>): Kind {
  return definition as unknown as Kind;
}
