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

/** Patches that are in place. */
export interface Installed {
  /** Puts those in place again that were undone: fake timers that go leave the native functions behind. */
  readonly reinstall: () => void;
  /** Puts more of them in place. */
  readonly add: (patches: readonly Patch[]) => void;
  /** Takes them out, in reverse order; what somebody else has put on top since is theirs to take out. */
  readonly uninstall: () => void;
}

/** Puts patches in place. */
export function install(patches: readonly Patch[]): Installed {
  const placed = patches.map(place);
  return {
    add: (more) => void placed.push(...more.map(place)),
    reinstall: () => placed.forEach(({ putBack }) => putBack()),
    uninstall: () =>
      placed
        .splice(0)
        .reverse()
        .forEach(({ takeOut }) => takeOut()),
  };
}

function place({ target, key, value }: Patch): { putBack: () => void; takeOut: () => void } {
  const before = Object.getOwnPropertyDescriptor(target, key);
  const ours = { value, writable: true, configurable: true, enumerable: before?.enumerable ?? false };
  const now = (): unknown => Object.getOwnPropertyDescriptor(target, key)?.value;
  Object.defineProperty(target, key, ours);
  return {
    putBack: () => {
      if (now() === before?.value) Object.defineProperty(target, key, ours);
    },
    takeOut: () => {
      if (now() !== value) return;
      if (before === undefined) Reflect.deleteProperty(target, key);
      else Object.defineProperty(target, key, before);
    },
  };
}
