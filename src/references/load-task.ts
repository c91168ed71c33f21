import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { compileFunction, constants } from 'node:vm';
import { UsageError } from '../errors';
import { installRestFor } from '../time/delegates/as-loaded';
import { importModule } from './import-module';
import type { ExportReference, SourceReference, TaskReference } from './task-reference';

/** A function of the user's, in this worker. */
export type LoadedTask = (...args: readonly unknown[]) => unknown;

const loaded = new Map<string, LoadedTask>();

/**
 * The function that a reference stands for.
 *
 * Loading runs the user's module, once in the life of a worker, and so is real work; after that it is a look-up.
 *
 * @returns a promise only for a module that can be imported and not required.
 * @throws Error naming the module and why it does not load, which is its `cause`; UsageError if the module has no such
 * export.
 */
export function loadTask(reference: TaskReference): LoadedTask | Promise<LoadedTask> {
  const key = JSON.stringify(reference);
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const keep = (task: LoadedTask): LoadedTask => {
    loaded.set(key, task);
    return task;
  };
  if (reference.kind === 'source') return keep(fromSource(reference));
  if (reference.kind === 'global') return keep(memberAt(globalThis, reference.path) as LoadedTask);
  const exports = exportsOf(reference.module);
  if (exports instanceof Promise) return exports.then((module) => keep(exported(module, reference)));
  return keep(exported(exports, reference));
}

function exportsOf(module: string): unknown {
  const file = module.startsWith('file:') ? fileURLToPath(module) : module;
  const isPath = !/^(node|data):/.test(file);
  try {
    if (isPath && !/\.m[jt]s$/.test(file)) return Module.createRequire(file)(file);
  } catch (error) {
    if (!mayBeEsModule(error)) throw notLoaded(module, error);
  }
  return importModule(isPath ? asUrl(module) : module).catch((error: unknown) => {
    throw notLoaded(module, error);
  });
}

/**
 * Whether it may be an ES module that `import` would load. Where Node requires none (before 20.19 and 22.12), one that a
 * transformer left as it is fails by its syntax.
 */
function mayBeEsModule(error: unknown): boolean {
  if ((error as NodeJS.ErrnoException).code === 'ERR_REQUIRE_ESM') return true;
  return !process.features.require_module && error instanceof SyntaxError && ES_SYNTAX.test(error.message);
}

const ES_SYNTAX = /outside a module|Unexpected token 'export'|'import\.meta'|top level bodies/;

function asUrl(module: string): string {
  return module.startsWith('file:') ? module : new URL(`file://${encodeURI(module)}`).href;
}

function notLoaded(module: string, cause: unknown): Error {
  return new Error(`A worker could not load ${module}: ${reasonOf(cause)}`, { cause });
}

/** Without colours, and without what Node and SWC add for the developers of loaders. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const [text = ''] = stripVTControlCharacters(cause.message).split(/\n+(?:Require stack:|Caused by:\n)/);
  return cause.name === 'Error' ? text.trimEnd() : `${cause.name}: ${text.trimEnd()}`;
}

function exported(exports: unknown, { module, path }: ExportReference): LoadedTask {
  const found = memberAt(exports, path);
  if (typeof found === 'function') return found as LoadedTask;
  const name = path.length === 0 ? 'module.exports' : path.join('.');
  throw new UsageError(
    `Expected ${module} to export a function \`${name}\`, got \`${typeof found}\` in a worker.\nA module that exports different things in a test and in a worker cannot be called there.`,
  );
}

function memberAt(holder: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], holder);
}

/** What a function written in a test file may name without capturing it. */
function fromSource({ code, file, helpers }: SourceReference): LoadedTask {
  installRestFor(code);
  const require = Module.createRequire(file);
  const given: Record<string, unknown> = { require, __filename: file, __dirname: file.replace(/[\\/][^\\/]*$/, '') };
  for (const [name, { module, member }] of Object.entries(helpers)) {
    const exports = module === '' ? counters : (require(module) as unknown);
    given[name] = member === undefined ? exports : (exports as Record<string, unknown>)[member];
  }
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const make = compileFunction(code, Object.keys(given), { filename: file, importModuleDynamically }) as LoadedTask;
  return make(...Object.values(given)) as LoadedTask;
}

/** Stands in for what counts coverage: nobody reads the counts of a worker. */
const counters: unknown = new Proxy(() => counters, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : counters),
  set: () => true,
});
