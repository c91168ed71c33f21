/** A value that nobody can change, and that every channel carries as it is. */
export type Primitive = string | number | bigint | boolean | null | undefined;

/**
 * An object and all that hangs on it, taken apart into what every channel carries: primitives, flat arrays and bytes.
 *
 * Objects are numbered as they are found; a number is the object's place. Since every token is read by its position, no
 * value can be mistaken for a token.
 */
export interface Parcel {
  /** The place of the object itself: not always the first, since a view comes after its buffer. */
  readonly root: number;
  /** For each place: the number of its kind, then what it takes to make the object while it is still empty. */
  readonly shells: readonly unknown[];
  /** For each object that holds others: its place, then what it holds. A value is itself, or `null` and a place. */
  readonly members: readonly unknown[];
}

/** What is sent: a primitive as it is, an object as its parcel. */
export type Packed = Primitive | Parcel;

/** The place that stands for `null`, whose token announces places. */
export const NULL_PLACE = -1;

/** Whether a value crosses as it is. */
export function isPrimitive(value: unknown): value is Primitive {
  if (value === null) return true;
  return typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol';
}

/** Whether each of many is. In one loop, which V8 compiles while it runs: it would call a function for each until then. */
export function arePrimitives(values: readonly unknown[]): values is readonly Primitive[] {
  for (let place = 0; place < values.length; place++) if (!isPrimitive(values[place])) return false;
  return true;
}
