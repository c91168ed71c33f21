import { expected } from '../errors';
import { originalOf } from '../trace/original';
import { builtinReference } from './builtin-reference';
import { definingHolder } from './defining-holder';
import { pathInGlobals } from './globals';
import { type AnyFunction, holdersOf } from './loaded-modules';
import { refuseMock, refuseMockedModules } from './mocks';
import { sourceReference } from './source-reference';
import type { TaskReference } from './task-reference';
import { referenceOfTask } from './task';
import { testPath, unloadedFile } from './test-file';

/**
 * Where a worker finds this function, as Python pickles one: the module and the export that hold it, else its source.
 *
 * Of several modules that export it the one that defines it is taken, and it is remembered when first seen:
 * `jest.resetModules()` does not lose it. A function written in the test file (outside of Jest, in the script itself) is
 * always sent by its source, because no worker loads that file.
 *
 * @throws UsageError naming what cannot be sent: a variable that its source captures, or a mock.
 */
export function referenceOf(fn: AnyFunction): TaskReference {
  if (typeof fn !== 'function') throw expected('fn', 'a function', fn);
  const own = originalOf(fn);
  refuseMock(own);
  const task = referenceOfTask(own);
  if (task !== undefined) return task;
  const written = unloadedFile();
  const holder = definingHolder(holdersOf(own).filter(({ module }) => module.filename !== written));
  if (holder !== undefined) {
    // Elsewhere nothing mocks a module, and nothing tells which modules one has loaded.
    if (testPath() !== undefined) refuseMockedModules(holder);
    return { kind: 'export', module: holder.module.filename, path: holder.path };
  }
  const path = pathInGlobals(own);
  if (path !== undefined) return { kind: 'global', path };
  const file = written ?? process.cwd();
  return builtinReference(own, file) ?? sourceReference(own, file);
}
