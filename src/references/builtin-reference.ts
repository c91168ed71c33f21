import { isBuiltin } from 'node:module';
import type { AnyFunction } from './loaded-modules';
import { requireOutside } from './outside';
import { requestsIn, sourceOf } from './requests';
import type { ExportReference } from './task-reference';

/** What is in the modules of Node that a file imports: every call with a function of its own asks. */
const byFile = new Map<string, ReadonlyMap<unknown, ExportReference>>();

/**
 * A function of one of Node's own modules, as `path.basename`: no module of the user's need export it, since every worker
 * has it too.
 *
 * @param file - the test file; looked through are the modules that it imports.
 */
export function builtinReference(fn: AnyFunction, file: string): ExportReference | undefined {
  const known = byFile.get(file) ?? membersOfBuiltins(file);
  byFile.set(file, known);
  return known.get(fn);
}

/** Of what is found in several places the first counts. Workers import the module: as a whole it is its default. */
function membersOfBuiltins(file: string): ReadonlyMap<unknown, ExportReference> {
  const found = new Map<unknown, ExportReference>();
  for (const request of requestsIn(sourceOf(file)).filter(isBuiltin)) {
    const module = request.startsWith('node:') ? request : `node:${request}`;
    const add = (value: unknown, path: readonly string[]): void => {
      if (!found.has(value)) found.set(value, { kind: 'export', module, path });
    };
    const exports = requireOutside(request);
    add(exports, ['default']);
    for (const [name, member] of membersOf(exports)) {
      add(member, [name]);
      if (typeof member === 'object') for (const [inner, value] of membersOf(member)) add(value, [name, inner]);
    }
  }
  return found;
}

/** Getters of Node's are not read: some of them load more, or warn. */
function membersOf(holder: unknown): readonly (readonly [string, unknown])[] {
  if (holder === null || (typeof holder !== 'object' && typeof holder !== 'function')) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(holder)).map(([name, { value }]) => [name, value]);
}
