import { basename } from 'node:path';
import { Snapshot, memberOf } from './snapshot';

/** Objects of the language, whose own members and those of their prototypes should stay as they are. */
const BUILT_IN: Readonly<Record<string, object>> = {
  ...{ Object, Function, Array, String, Number, BigInt, Boolean, Symbol, RegExp, Map, Set, WeakMap, WeakSet },
  ...{ Promise, Error, JSON, Math, Reflect, URL },
};

/** Globals that are worlds of their own, or that any use changes: what is in them is not looked at. */
const NOT_INTO = new Set([
  ...['process', 'console', 'performance', 'crypto', 'jest', 'expect'],
  // Where Istanbul and Stryker count what of the function ran.
  ...['__coverage__', '__stryker__'],
]);

/**
 * What a function should leave as it is, besides its inputs: globals, `process.env`, prototypes, the exports of its
 * module.
 */
export class Surroundings {
  readonly #snapshots: readonly Snapshot[];

  /** Notes what they are at this moment. */
  constructor(fn: unknown) {
    this.#snapshots = [...globals(), ...builtIns(), new Snapshot(process.env, 'process.env', 1), ...modulesOf(fn)];
  }

  /** What has changed since, each in words. */
  changes(): string[] {
    return [...new Set(this.#snapshots.flatMap((snapshot) => snapshot.changes()))];
  }
}

/** Each global by its identity, and what is in those that hold plain data. */
function globals(): Snapshot[] {
  const data = Object.entries(Object.getOwnPropertyDescriptors(globalThis)).filter(
    ([name, { value }]) => !NOT_INTO.has(name) && isPlainData(value),
  );
  const inside = data.map(([name, { value }]) => new Snapshot(value, `globalThis.${name}`));
  return [new Snapshot(globalThis, 'globalThis', 1), ...inside];
}

function isPlainData(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value === globalThis) return false;
  const prototypes: readonly unknown[] = [Object.prototype, Array.prototype, Map.prototype, Set.prototype, null];
  return prototypes.includes(Object.getPrototypeOf(value));
}

function builtIns(): Snapshot[] {
  return Object.entries(BUILT_IN).flatMap(([name, object]) => {
    const { prototype } = object as { prototype?: object };
    const own = new Snapshot(object, name, 1);
    return prototype === undefined ? [own] : [own, new Snapshot(prototype, `${name}.prototype`, 1)];
  });
}

/** The exports of the modules that export the function. */
function modulesOf(fn: unknown): Snapshot[] {
  return Object.entries(require.cache).flatMap(([file, module]) => {
    const exported: unknown = module?.exports;
    return isIn(exported, fn) ? [new Snapshot(exported, `${basename(file)}: exports`)] : [];
  });
}

function isIn(exported: unknown, fn: unknown): boolean {
  if (exported === fn) return true;
  if (typeof exported !== 'object' || exported === null) return false;
  return Reflect.ownKeys(exported).some((key) => memberOf(exported, key) === fn);
}
