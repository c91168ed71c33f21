/** A global of which there is only an accessor until somebody looks: Node, or Jest for it, then puts its value there. */
export interface LateGlobal {
  readonly name: PropertyKey;
  readonly accessor: PropertyDescriptor;
}

/** The late global that stands under a key of an object; nothing if none does. */
export function lateGlobal(object: object, name: PropertyKey): LateGlobal | undefined {
  const accessor = object === globalThis ? Object.getOwnPropertyDescriptor(object, name) : undefined;
  return accessor?.get === undefined ? undefined : { name, accessor };
}

/** Whether a value that stands in the place of a late global is just what that gives. It stays where it is. */
export function isValueOf({ name, accessor }: LateGlobal, value: unknown): boolean {
  const now = Object.getOwnPropertyDescriptor(globalThis, name)!;
  try {
    return Object.is(accessor.get!.call(globalThis), value);
  } catch {
    return false;
  } finally {
    // Asked for its value, it would put that there again.
    Object.defineProperty(globalThis, name, now);
  }
}
