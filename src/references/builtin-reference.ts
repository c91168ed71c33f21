import { isBuiltin } from 'node:module';
import type { AnyFunction } from './loaded-modules';
import { requireOutside } from '../outside';
import { requestsIn, sourceOf } from './requests';
import type { ExportReference } from './task-reference';

/** What a file imports of Node's own, with its members: every call with a function of its own asks. */
const byFile = new Map<string, Builtins>();

interface Builtins {
  readonly modules: readonly Builtin[];
  readonly members: ReadonlyMap<unknown, ExportReference>;
}

interface Builtin {
  readonly name: `node:${string}`;
  readonly exports: unknown;
}

/**
 * A function of one of Node's own modules, as `path.basename`: no module of the user's need export it, since every worker
 * has it too.
 *
 * @param file - the test file; looked through are the modules that it imports.
 */
export function builtinReference(fn: AnyFunction, file: string): ExportReference | undefined {
  const known = byFile.get(file) ?? builtinsOf(file);
  byFile.set(file, known);
  return known.members.get(fn) ?? byItsName(fn, known.modules);
}

function builtinsOf(file: string): Builtins {
  const requests = requestsIn(sourceOf(file)).filter(isBuiltin);
  const names = requests.map((one) => (one.startsWith('node:') ? one : `node:${one}`) as Builtin['name']);
  // `fs.promises` is behind a getter, and a module of its own.
  const promises = names.map((name) => `${name}/promises` as const).filter(isBuiltin);
  const modules = [...new Set([...names, ...promises])].map((name) => ({ name, exports: requireOutside(name) }));
  return { modules, members: membersOfBuiltins(modules) };
}

/** Of what is found in several places the first counts. Workers import the module: as a whole it is its default. */
function membersOfBuiltins(modules: readonly Builtin[]): ReadonlyMap<unknown, ExportReference> {
  const found = new Map<unknown, ExportReference>();
  for (const { name: module, exports } of modules) {
    const add = (value: unknown, path: readonly string[]): void => {
      if (!found.has(value)) found.set(value, { kind: 'export', module, path });
    };
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

/**
 * As `util.parseArgs`, which is behind a getter that puts the function in its own place when it is read. Only a getter of
 * the function's name is read, as whoever has the function has read it before.
 */
function byItsName(fn: AnyFunction, modules: readonly Builtin[]): ExportReference | undefined {
  const { name } = fn;
  const holder = modules.find(({ exports }) => {
    const member = Object.getOwnPropertyDescriptor(exports, name);
    return member !== undefined && (member.value ?? member.get?.call(exports)) === fn;
  });
  return holder && { kind: 'export', module: holder.name, path: [name] };
}
