import { inspect, types } from 'node:util';
import { type LateGlobal, isValueOf, lateGlobal } from './late-global';

const MOST_OBJECTS = 10_000;

/** What an object is made of, each under the end of a path: `.tags`, `[0]`, `.get('key')`. */
type Members = ReadonlyMap<string, Member>;

interface Member {
  readonly value: unknown;
  readonly late?: LateGlobal | undefined;
}

interface Part {
  readonly object: object;
  readonly path: string;
  readonly members: Members;
}

/**
 * What something was made of at one moment, to be compared with what it is later: fields, elements, the entries of maps
 * and sets, dates. Nothing is called for it, so accessors are looked at and not read. Beyond 10 000 objects it looks no
 * further.
 */
export class Snapshot {
  readonly #parts: Part[] = [];

  /**
   * @param value - what to look at.
   * @param path - what to call it: `inputs[0]`.
   * @param depth - how many levels to look into; default all.
   */
  constructor(value: unknown, path: string, depth = Infinity) {
    const seen = new Set<object>();
    const queue = [{ value, path, level: 1 }];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { value: object, path: here, level } = next;
      if (!isObject(object) || seen.has(object) || seen.size >= MOST_OBJECTS) continue;
      seen.add(object);
      const members = membersOf(object);
      this.#parts.push({ object, path: here, members });
      if (level >= depth) continue;
      for (const [end, { value }] of members) queue.push({ value, path: here + end, level: level + 1 });
    }
  }

  /** What has changed since, each in words: `inputs[0].tags[1] was added, as 'new'`. */
  changes(): string[] {
    return this.#parts.flatMap(({ object, path, members }) => differences(members, membersOf(object), path));
  }
}

function differences(before: Members, after: Members, path: string): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((end) => {
    const [was, is] = [before.get(end), after.get(end)];
    if (was === undefined) return [`${path}${end} was added, as ${shown(is!.value)}`];
    if (is === undefined) return [`${path}${end} was removed, which was ${shown(was.value)}`];
    if (Object.is(was.value, is.value) || (was.late !== undefined && isValueOf(was.late, is.value))) return [];
    return [`${path}${end} changed from ${shown(was.value)} to ${shown(is.value)}`];
  });
}

function membersOf(object: object): Members {
  const members = new Map<string, Member>(entriesOf(object).map(([end, value]) => [end, { value }]));
  for (const key of Reflect.ownKeys(object)) {
    if (isDerived(object, key)) continue;
    members.set(pathEnd(key), { value: memberOf(object, key), late: lateGlobal(object, key) });
  }
  return members;
}

/** What stands under a key: an accessor itself, but where a compiler made it for an export, what that gives. */
export function memberOf(object: object, key: PropertyKey): unknown {
  const found: Readonly<Record<string, unknown>> = { ...Reflect.getOwnPropertyDescriptor(object, key) };
  if ('get' in found && Object.hasOwn(object, '__esModule')) return exportOf(object, key);
  return 'value' in found ? found['value'] : (found['get'] ?? found['set']);
}

function exportOf(module: object, name: PropertyKey): unknown {
  try {
    return Reflect.get(module, name);
  } catch {
    // Not there yet: the modules are in a cycle.
    return undefined;
  }
}

/** What an object holds that is no field. */
function entriesOf(object: object): [string, unknown][] {
  if (types.isDate(object)) return [['.getTime()', object.getTime()]];
  if (types.isSet(object)) return [...object].map((one) => [`.has(${shown(one)})`, one]);
  if (types.isMap(object)) return [...object].map(([key, value]) => [`.get(${shown(key)})`, value]);
  return [];
}

/** An array's length follows from its elements; what a function has of itself never changes by use. */
function isDerived(object: object, key: PropertyKey): boolean {
  return Array.isArray(object) && key === 'length';
}

function pathEnd(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${String(key)}]`;
  if (/^\d+$/.test(key)) return `[${key}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `['${key}']`;
}

/** A value, in few words. */
export function shown(value: unknown): string {
  const text = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 40 });
  return text.length <= 60 ? text : `${text.slice(0, 59)}~`;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
