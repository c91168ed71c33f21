import Module, { isBuiltin } from 'node:module';
import { shared } from '../realm';
import { isEsModule, type LoadedModule, loadedModules } from './loaded-modules';
import { packageFolderOf } from './package-folder';
import { requireOutside } from '../outside';
import { requestsIn, sourceOf } from './requests';
import { valueImports } from './value-imports';

/** What was found for a module: its imports stay what they were when it loaded. */
const found = shared('mocked-imports', () => new WeakMap<LoadedModule, { readonly request: string | undefined }>());

/**
 * What a module imports and this test file mocks, in whatever way: `jest.mock`, `doMock`, `unstable_mockModule`,
 * `__mocks__`, automock.
 *
 * No list of mocks is kept where a test can read it. But Jest records what a module really loaded: an import that its
 * source needs and that is not among them was answered by a mock.
 */
export function mockedImportOf(module: LoadedModule): string | undefined {
  let known = found.get(module);
  if (known === undefined) {
    known = { request: search(module) };
    found.set(module, known);
  }
  return known.request;
}

function search(module: LoadedModule): string | undefined {
  const source = sourceOf(module.filename);
  const requests = requestsIn(source);
  const suspects = requests.filter((request) => !isBuiltin(request) && !isReal(module, request));
  const builtins = requests.filter((request) => isBuiltin(request) && isMockedBuiltin(module, request));
  if (suspects.length === 0) return builtins[0];
  // Imports of types alone leave no trace either.
  const needed = valueImports(source, module.filename) ?? new Set(suspects);
  return suspects.find((request) => needed.has(request) && !loadsNow(module, request)) ?? builtins[0];
}

/** Whether the module loaded the very module that it asked for. */
function isReal(module: LoadedModule, request: string): boolean {
  const file = resolved(module, request);
  if (isEsModule(module)) return isLoaded(file, packageFolderOf(request, module.filename));
  if (file === undefined) return false;
  // Jest records what a CommonJS module loaded since 30.5.
  if (module.children.length === 0) return isLoaded(file, undefined);
  return module.children.some(({ filename }) => filename === file);
}

/**
 * Of an ES module nobody recorded what it loaded; so a module counts that anybody loaded. Of a package any file does,
 * for it may have one for `import` and another for `require`, which is the one that can be asked for.
 */
function isLoaded(file: string | undefined, folder: string | undefined): boolean {
  return loadedModules().some(
    ({ filename }) => filename === file || (folder !== undefined && filename.startsWith(folder)),
  );
}

function resolved({ filename }: LoadedModule, request: string): string | undefined {
  try {
    return Module.createRequire(filename).resolve(request);
  } catch {
    return undefined;
  }
}

/** Asks again, for an import that was not reached when the module loaded: a real module is recorded then. */
function loadsNow(module: LoadedModule, request: string): boolean {
  if (isEsModule(module)) return false;
  const isCurrent = loadedModules().includes(module);
  if (!isCurrent) return false;
  try {
    module.require(request);
  } catch {
    // Neither a module nor a mock: whoever needs it will say so.
    return true;
  }
  return isReal(module, request);
}

/** Jest has versions of its own of these. */
const JESTS_OWN = /^(node:)?(module|process)$/;

function isMockedBuiltin(module: LoadedModule, request: string): boolean {
  if (JESTS_OWN.test(request)) return false;
  try {
    return module.require(request) !== requireOutside(request);
  } catch {
    return false;
  }
}
