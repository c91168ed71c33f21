import { existsSync } from 'node:fs';
import Module from 'node:module';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expected } from '../errors';
import { shared } from '../realm';
import type { AnyFunction } from './loaded-modules';
import type { ExportReference } from './task-reference';
import { testPath } from './test-file';

const references = shared('task-references', () => new WeakMap<AnyFunction, ExportReference>());

/** A function of another module, called here or in a worker. */
export type Task = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * A function by the module and the name that hold it, for every pool: worker pools find it there, the others call it.
 *
 * Functions imported from CommonJS modules need none of it: worker pools find those by themselves.
 *
 * @param specifier - the module: `new URL('./tasks.js', import.meta.url)`, an absolute path (`require.resolve('./tasks')`
 * gives one), or the name of an installed package.
 * @param name - the export, with a dot for a member of one: `'galaxy.version'`; the default export if left out.
 * @returns a function that imports the module when it is called, and calls the export.
 * @throws UsageError if the specifier is relative, for nobody knows to what.
 * @example
 * const bytesOf = task('node:buffer', 'Buffer.byteLength');
 * await bytesOf('twelve chars') // => 12
 */
export function task(specifier: string | URL, name = 'default'): Task {
  if (typeof name !== 'string' || name === '') throw expected('name', 'the name of an export', name);
  const reference: ExportReference = { kind: 'export', module: moduleOf(specifier), path: name.split('.') };
  const call: Task = async (...args) => {
    const exports = await imported(reference.module);
    const fn = reference.path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      exports,
    );
    if (typeof fn !== 'function') throw expected('name', `that of a function which ${reference.module} exports`, name);
    return (fn as AnyFunction)(...args);
  };
  Object.defineProperty(call, 'name', { value: reference.path.at(-1) });
  references.set(call as AnyFunction, reference);
  return call;
}

/** The reference of a function that `task` made. */
export function referenceOfTask(fn: AnyFunction): ExportReference | undefined {
  return references.get(fn);
}

function moduleOf(specifier: unknown): string {
  const text = specifier instanceof URL || isUrl(specifier) ? String(specifier) : specifier;
  if (typeof text !== 'string' || text === '')
    throw expected('specifier', 'a path, a URL or the name of a package', specifier);
  if (text.startsWith('.')) {
    const advice = `Write \`new URL('${text}', import.meta.url)\`, or \`require.resolve('${text}')\` in CommonJS.`;
    throw expected('specifier', 'an absolute path or URL, or the name of a package', text, advice);
  }
  if (text.startsWith('file:')) return sourceOf(fileURLToPath(text));
  if (isAbsolute(text)) return sourceOf(text);
  if (/^(node|data):/.test(text)) return text;
  return Module.createRequire(testPath() ?? __filename).resolve(text);
}

/** TypeScript's ES modules name the files they will be compiled to: `./tasks.js` for `tasks.ts`. */
function sourceOf(path: string): string {
  const [, stem, kind] = /^(.*)\.([cm]?)js$/.exec(path) ?? [];
  if (stem === undefined || existsSync(path)) return path;
  return [`${stem}.${kind!}ts`, `${stem}.tsx`].find((file) => existsSync(file)) ?? path;
}

/** A URL of another realm is one too. */
const isUrl = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && typeof (value as URL).href === 'string';

/** In this realm, through Jest: what it mocks is mocked. */
async function imported(module: string): Promise<unknown> {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Jest's VM imports only with a flag of Node's
    return require(module) as unknown;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') throw error;
    return import(module);
  }
}
