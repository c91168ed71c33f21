import Module from 'node:module';
import { placed } from './delegate';
import { install } from './patch';
import { PLACES_OF, placesAtHand } from './places';

type LateModule = keyof typeof PLACES_OF;

/** The globals that are made of what is in them; some Nodes load the module when one is first looked at. */
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
    watchGlobal(GLOBALS[module], module);
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

/** Hears of the first look at a global. */
function watchGlobal(name: string, module: LateModule): void {
  const native = Object.getOwnPropertyDescriptor(globalThis, name)!;
  const looked = (): Record<string, unknown> => {
    Object.defineProperty(globalThis, name, native);
    arrived(module);
    return globalThis;
  };
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: native.enumerable ?? false,
    get: () => looked()[name],
    set: (value: unknown) => {
      looked()[name] = value;
    },
  });
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
