import { isBuiltin } from 'node:module';
import type { AnyFunction } from './loaded-modules';
import { requireOutside } from './outside';
import { requestsIn, sourceOf } from './requests';
import type { ExportReference } from './task-reference';

/**
 * A function of one of Node's own modules, as `path.basename`: no module of the user's need export it, since every worker
 * has it too.
 *
 * @param file - the test file; looked through are the modules that it imports.
 */
export function builtinReference(fn: AnyFunction, file: string): ExportReference | undefined {
  for (const request of requestsIn(sourceOf(file)).filter(isBuiltin)) {
    const path = pathTo(fn, requireOutside(request));
    const module = request.startsWith('node:') ? request : `node:${request}`;
    if (path !== undefined) return { kind: 'export', module, path };
  }
  return undefined;
}

/** Workers import the module, so what it exports as a whole is its default. */
function pathTo(fn: AnyFunction, exports: unknown): readonly string[] | undefined {
  if (exports === fn) return ['default'];
  for (const [name, member] of membersOf(exports)) {
    if (member === fn) return [name];
    const inside = typeof member === 'object' ? membersOf(member).find(([, value]) => value === fn) : undefined;
    if (inside !== undefined) return [name, inside[0]];
  }
  return undefined;
}

/** Getters of Node's are not read: some of them load more, or warn. */
function membersOf(holder: unknown): readonly (readonly [string, unknown])[] {
  if (holder === null || (typeof holder !== 'object' && typeof holder !== 'function')) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(holder)).map(([name, { value }]) => [name, value]);
}
