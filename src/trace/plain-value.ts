import { types } from 'node:util';

/** Data that JSON can hold. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

const DEEPEST = 6;
const MOST_MEMBERS = 1000;

/**
 * A value as plain data that is the same each time: keys sorted, no identities, nothing that runs.
 *
 * What JSON cannot say is said in words: `'[undefined]'`, `'[Function square]'`, `'[Circular]'`. An error keeps its name,
 * message, code and cause, not its stack. An object of a class keeps its own fields. Deeper than 6 levels or beyond
 * 1 000 members it says how much there was. What throws when it is looked at, as a getter or a proxy may, is
 * `'[unreadable]'`.
 */
export function plainValue(value: unknown, above: readonly object[] = []): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : `[${value}]`;
  if (typeof value === 'bigint') return `[${value}n]`;
  if (typeof value === 'function') return `[Function ${value.name}]`;
  if (typeof value === 'undefined' || typeof value === 'symbol') return `[${String(value)}]`;
  if (above.includes(value)) return '[Circular]';
  try {
    return above.length >= DEEPEST ? `[${className(value)}]` : plainObject(value, [...above, value]);
  } catch {
    return '[unreadable]';
  }
}

// Values from outside Jest's sandbox have other classes of the same name, so `instanceof` would not know them.
function plainObject(value: object, above: readonly object[]): Plain {
  const inner = (member: unknown) => plainValue(member, above);
  if (Array.isArray(value)) return atMost(value, inner);
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? '[Invalid Date]' : value.toISOString();
  if (types.isRegExp(value) || isUrl(value)) return value.toString();
  if (types.isNativeError(value) || value instanceof Error) return plainError(value, inner);
  if (types.isMap(value)) return { '[Map]': atMost([...value], inner) };
  if (types.isSet(value)) return { '[Set]': atMost([...value], inner) };
  if (ArrayBuffer.isView(value)) return `[${className(value)} of ${value.byteLength} bytes]`;
  if (types.isPromise(value)) return '[Promise]';
  return plainFields(value, inner);
}

function plainError(error: Error & { code?: unknown }, inner: (member: unknown) => Plain): Plain {
  const { name, message, code, cause } = error;
  const optional = {
    ...(code === undefined ? {} : { code: inner(code) }),
    ...(cause === undefined ? {} : { cause: inner(cause) }),
  };
  return { name: inner(name), message: inner(message), ...optional };
}

function plainFields(value: object, inner: (member: unknown) => Plain): Plain {
  const keys = Object.keys(value).sort();
  const fields = keys.slice(0, MOST_MEMBERS).map((key): [string, Plain] => [key, plainField(value, key, inner)]);
  if (keys.length > MOST_MEMBERS) fields.push(['…', `[${keys.length - MOST_MEMBERS} more]`]);
  return Object.fromEntries(fields);
}

function plainField(value: object, key: string, inner: (member: unknown) => Plain): Plain {
  try {
    return inner((value as Record<string, unknown>)[key]);
  } catch {
    return '[unreadable]';
  }
}

function atMost(members: readonly unknown[], inner: (member: unknown) => Plain): Plain[] {
  // A hole in an array has no member to visit, so `Array.from` is what makes it say undefined.
  const shown = Array.from(members.slice(0, MOST_MEMBERS), inner);
  return members.length > MOST_MEMBERS ? [...shown, `[${members.length - MOST_MEMBERS} more]`] : shown;
}

function isUrl(value: object): value is URL {
  return Object.prototype.toString.call(value) === '[object URL]';
}

function className(value: object): string {
  return (value as { constructor?: { name?: unknown } }).constructor?.name?.toString() ?? 'Object';
}
