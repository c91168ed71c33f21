/** One property that is replaced for the length of a test file. */
export interface Patch {
  readonly target: object;
  readonly key: PropertyKey;
  readonly value: unknown;
}

/** A patch; spelled as a call so that the key is checked against the target. */
export function patch<T extends object>(target: T, key: keyof T, value: unknown): Patch {
  return { target, key, value };
}

/**
 * Puts patches in place.
 *
 * @returns a function that takes them out again in reverse order, each only if it is still there: what somebody else
 *   put on top since is theirs to take out.
 */
export function install(patches: readonly Patch[]): () => void {
  const restorers = patches.map(({ target, key, value }) => {
    const before = Object.getOwnPropertyDescriptor(target, key);
    const enumerable = before?.enumerable ?? false;
    Object.defineProperty(target, key, { value, writable: true, configurable: true, enumerable });
    return () => {
      if (Object.getOwnPropertyDescriptor(target, key)?.value !== value) return;
      if (before === undefined) Reflect.deleteProperty(target, key);
      else Object.defineProperty(target, key, before);
    };
  });
  return () => {
    for (const restore of restorers.splice(0).reverse()) restore();
  };
}
