import Module from 'node:module';
import { dirname, join } from 'node:path';
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
  _load(request: unknown, parent: { filename?: string | null } | null | undefined, ...rest: unknown[]): unknown;
  readonly prototype: { _compile(code: string, ...rest: [file: string, format: unknown, ...unknown[]]): unknown };
}

/** The modules in which nothing stands in its place yet. */
const waiting = new Set<LateModule>();

/**
 * Puts the delegating functions in place in a worker, whose start they would make longer by what Node has to load for
 * some of them: those as soon as the code under test asks for it, which it does by `require`, by
 * `process.getBuiltinModule`, or by a global.
 *
 * What `import` names nobody is told of: before code that has one, and before any simulation, the rest of them are put in
 * place ({@link installRest}).
 */
export function installAsLoaded(): void {
  placed.installed = install(placesAtHand());
  for (const module of Object.keys(PLACES_OF) as LateModule[]) {
    waiting.add(module);
    watchGlobal(GLOBALS[module], module);
  }
  watchLoader();
  watchBuiltins();
}

/** Puts those in place that are not yet. */
export function installRest(): void {
  for (const module of waiting) arrived(module);
}

/** The same, if some code that is no ES module may import one. A comment that looks so costs time, and nothing else. */
export function installRestFor(code: string): void {
  // To look for a word first is quicker, and mostly it is not there.
  if (code.includes('import') && /\bimport\s*\(/.test(code)) installRest();
}

/** Somebody may have this module in hand from now on. */
function arrived(name: string): void {
  const module = name as LateModule;
  if (waiting.delete(module)) placed.installed?.add(PLACES_OF[module]());
}

/** Hears of the first look at a global. */
function watchGlobal(name: string, module: LateModule): void {
  const native = Object.getOwnPropertyDescriptor(globalThis, name);
  if (native === undefined) return;
  const putBack = (): void => {
    // Whoever has taken this accessor may have put another in its place.
    if (Object.getOwnPropertyDescriptor(globalThis, name)?.get === get) Object.defineProperty(globalThis, name, native);
    arrived(module);
  };
  const get = (): unknown => {
    putBack();
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- late
    return (require(`node:${module}`) as Record<string, unknown>)[name];
  };
  const set = (value: unknown): void => {
    putBack();
    (globalThis as Record<string, unknown>)[name] = value;
  };
  Object.defineProperty(globalThis, name, { get, set, enumerable: native.enumerable!, configurable: true });
}

const OF_JEST_WORKER = join('jest-worker', 'build');

/** By file: jest-worker asks for the module of its tasks with each of them. */
const ours = new Map<string, boolean>();

/** What these load for themselves imports nothing for the code under test: this package, and what makes it a worker. */
function isOurs(file: string): boolean {
  const known = ours.get(file);
  if (known !== undefined) return known;
  const folder = dirname(file);
  const isOne = folder === __dirname || folder.endsWith(OF_JEST_WORKER);
  ours.set(file, isOne);
  return isOne;
}

function watchLoader(): void {
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  const { _compile: compile } = loader.prototype;
  let isForUs = false;
  const loadWatched: Loader['_load'] = (request, parent, ...rest) => {
    asked(request);
    const wasForUs = isForUs;
    isForUs ||= isOurs(parent?.filename ?? '');
    try {
      return load(request, parent, ...rest);
    } finally {
      isForUs = wasForUs;
    }
  };
  const compileWatched: Loader['prototype']['_compile'] = function (this: unknown, code, ...rest) {
    const [, format] = rest;
    if (format === 'module') installRest();
    else if (!isForUs) installRestFor(code);
    return compile.call(this, code, ...rest);
  };
  loader._load = loadWatched;
  loader.prototype._compile = compileWatched;
}

/** Node's way to its modules without a loader, from 20.16 on. */
function watchBuiltins(): void {
  const { getBuiltinModule } = process as Partial<NodeJS.Process>;
  if (getBuiltinModule === undefined) return;
  const getWatched = (name: string): never => {
    asked(name);
    return getBuiltinModule(name) as never;
  };
  process.getBuiltinModule = getWatched;
}

function asked(request: unknown): void {
  const text = String(request);
  const name = text.startsWith(SCHEME) ? text.slice(SCHEME.length) : text;
  arrived(name);
}

const SCHEME = 'node:';
