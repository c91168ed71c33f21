import { shared } from '../realm';
import { beforeTests } from './before-tests';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any function at all
export type AnyFunction = (...args: any[]) => unknown;

/** A place at which a function was found: a module, and the way from its exports. */
export interface Holder {
  readonly module: LoadedModule;
  readonly path: readonly string[];
}

/** A module that Jest has loaded for this test file. */
export interface LoadedModule {
  readonly filename: string;
  readonly exports: unknown;
  readonly loaded: boolean;
  readonly children: readonly LoadedModule[];
  readonly require: NodeJS.Require;
}

/** Whether Jest loaded it as an ES module: of these it tells what they export, and neither what they loaded nor how. */
export const isEsModule = ({ require }: LoadedModule): boolean => !('resolve' in require);

/** How deep inside an export a function may be: `exports.galaxies.europe.version` is two below. */
const DEPTH = 3;

/** Remembered for good: `jest.resetModules()` takes the modules away, and the functions stay in use. */
const holders = shared('function-holders', () => new WeakMap<AnyFunction, Holder[]>());
const read = shared('modules-read', () => new WeakSet());

/** Every place at which this function is, or was, exported, in the order in which the modules began to load. */
export function holdersOf(fn: AnyFunction): readonly Holder[] {
  rememberModules();
  if (!holders.has(fn)) loadedModules().forEach(rememberModule);
  return holders.get(fn) ?? [];
}

/** Reads what the modules export that were loaded since the last time. */
export function rememberModules(): void {
  loadedModules()
    .filter((module) => module.loaded && !read.has(module))
    .forEach(rememberModule);
}

function rememberModule(module: LoadedModule): void {
  read.add(module);
  remember({ module, path: [] }, module.exports, new Set());
}

// `beforeEach(() => jest.resetModules())` is common, and comes before any pool sees a function.
beforeTests.rememberModules = rememberModules;

/** The modules that this test file has loaded so far, itself among them. */
export function loadedModules(): readonly LoadedModule[] {
  return Object.values(require.cache as unknown as Record<string, LoadedModule | undefined>).filter(
    (module) => module !== undefined,
  );
}

function remember(holder: Holder, value: unknown, seen: Set<unknown>): void {
  if (!isObject(value)) return;
  if (typeof value === 'function') add(value as AnyFunction, holder);
  else if (holder.path.length > 0 && !isPlain(value)) return;
  if (seen.has(value) || holder.path.length > DEPTH) return;
  seen.add(value);
  for (const [name, member] of membersOf(value)) {
    remember({ module: holder.module, path: [...holder.path, name] }, member, seen);
  }
}

function add(fn: AnyFunction, holder: Holder): void {
  const known = holders.get(fn);
  if (known === undefined) holders.set(fn, [holder]);
  else if (!known.some((other) => isSame(other, holder))) known.push(holder);
}

const isSame = (a: Holder, b: Holder): boolean => a.module === b.module && a.path.join('.') === b.path.join('.');

/** Getters are read only where a compiler made them for exports: any other may do anything. */
function membersOf(value: object): readonly (readonly [string, unknown])[] {
  const hasCompiledGetters = Object.hasOwn(value, '__esModule');
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([name]) => name !== 'prototype')
    .map(([name, member]) => [
      name,
      member.get !== undefined && hasCompiledGetters ? exportOf(value, name) : member.value,
    ]);
}

function exportOf(exports: object, name: string): unknown {
  try {
    return (exports as Record<string, unknown>)[name];
  } catch {
    // Not there yet: the modules are in a cycle.
    return undefined;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'function' || (typeof value === 'object' && value !== null);

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
