import Module from 'node:module';
import { placed } from './delegate';
import { install } from './patch';
import { PLACES_OF, placesAtHand } from './places';

type LateModule = keyof typeof PLACES_OF;

/** The globals that have Node load one of them when they are first looked at. */
const GLOBALS: Readonly<Record<LateModule, 'performance' | 'MessageChannel'>> = {
  perf_hooks: 'performance',
  worker_threads: 'MessageChannel',
};

/** Node's loader, as far as hooks of it are known to all. */
interface Loader {
  _load(request: unknown, ...rest: unknown[]): unknown;
}

/** The modules in which nothing stands in its place yet. */
const waiting = new Set<LateModule>();

/**
 * Puts the delegating functions in place in a worker, whose start they would make longer by what Node has to load for
 * them: at once where that is loaded anyway, and else as soon as the code under test asks for it, which it does by
 * `require`, or by a global.
 *
 * What `import` names in an ES module nobody is told of: before any of those, and before any simulation, the rest of them
 * are put in place ({@link installRest}).
 */
export function installAsLoaded(): void {
  placed.installed = install(placesAtHand());
  for (const module of Object.keys(PLACES_OF) as LateModule[]) {
    waiting.add(module);
    if (!watchGlobal(GLOBALS[module], module)) arrived(module);
  }
  watchLoader();
}

/** Puts those in place that are not yet. */
export function installRest(): void {
  for (const module of waiting) arrived(module);
}

function arrived(module: LateModule): void {
  if (waiting.delete(module)) placed.installed?.add(PLACES_OF[module]());
}

/** Whether Node has still to load what the global is made of. */
function watchGlobal(name: string, module: LateModule): boolean {
  const native = Object.getOwnPropertyDescriptor(globalThis, name);
  if (native?.get === undefined) return false;
  const putBack = (): void => {
    Object.defineProperty(globalThis, name, native);
    arrived(module);
  };
  Object.defineProperty(globalThis, name, {
    ...native,
    get: () => {
      putBack();
      return (globalThis as Record<string, unknown>)[name];
    },
    set: (value: unknown) => {
      putBack();
      (globalThis as Record<string, unknown>)[name] = value;
    },
  });
  return true;
}

function watchLoader(): void {
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  const watched = (request: unknown, ...rest: unknown[]): unknown => {
    const name = String(request).replace(/^node:/, '');
    if (Object.hasOwn(PLACES_OF, name)) arrived(name as LateModule);
    return load(request, ...rest);
  };
  loader._load = watched;
}
