import { isDeepStrictEqual } from 'node:util';

/** Values that must come out as they went in; the test and the child make each in their own realm. */
export const VALUES: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  '-0': () => -0,
  NaN: () => NaN,
  'a big integer': () => 2n ** 70n,
  'an empty string': () => '',
  'half a character': () => '\ud83d',
  'a list of primitives': () => [1, 'two', true, null, undefined, -0, NaN, 3n],
  'a list with holes': () => [1, , 3, , ,], // eslint-disable-line no-sparse-arrays
  'an empty list of length 3': () => new Array(3),
  'a list that is almost empty': () => Object.assign([1], { 4_000_000_000: 2 }),
  'a match': () => 'abc'.match(/b(?<rest>c)/),
  'a long list with a name': () => Object.assign(Array.from({ length: 200 }, Number), { unit: 'ms', of: [1] }),
  'lists in lists': () => [[], [[]], [[1], [2, [3]]]],
  'an object': () => ({ a: 1, b: null, c: undefined, '': 2, 'two words': [3] }),
  'an object with numbers for keys': () => ({ 2: 'b', 1: 'a', x: 'c' }),
  'an object without a prototype': () => Object.assign(Object.create(null), { a: { b: 1 } }),
  'an own __proto__': () => JSON.parse('{"__proto__": {"polluted": true}, "a": 1}'),
  'what looks like a parcel': () => ({ shells: [0], members: [0, 1, 'a', null, 0] }),
  "what looks like jest-worker's own": () => ({ __STRUCTURED_CLONE_SERIALIZED__: true, data: [[0, 1]] }),
  'what looks like places': () => [null, -1, null, 0, [null, -1, {}]],
  'a date': () => new Date(86_400_000),
  'an invalid date': () => new Date(NaN),
  'a regular expression': () => [/a\/b/giu, new RegExp('')],
  'a map': () =>
    new Map<unknown, unknown>([
      ['a', 1],
      [null, { b: new Map() }],
      [{ key: true }, [2]],
    ]),
  'a set': () => new Set<unknown>([1, null, 'a', [2], new Set([3])]),
  'boxed primitives': () => [Object(1), Object('two'), Object(false), Object(3n)],
  'an array buffer': () => new Uint8Array([1, 2, 3]).buffer,
  'typed arrays': () => [
    new Int8Array([-1]),
    new Uint8Array([1]),
    new Uint8ClampedArray([2]),
    new Int16Array([-3]),
    new Uint16Array([3]),
    new Int32Array([-4]),
    new Uint32Array([4]),
    new Float32Array([0.5]),
    new Float64Array([0.1, NaN, -0]),
    new BigInt64Array([-5n]),
    new BigUint64Array([5n]),
  ],
  'a part of a buffer': () => new Uint16Array(new Uint8Array([0, 0, 1, 2, 3, 4]).buffer, 2, 2),
  'a data view': () => new DataView(new Uint8Array([1, 2, 3]).buffer, 1, 2),
  'a Buffer': () => ({ small: Buffer.from('héllo'), large: Buffer.alloc(20_000, 7), empty: Buffer.alloc(0) }),
  'a URL': () => [new URL('https://usegalaxy.org/api/version?a=1#b'), new URLSearchParams('a=1&a=2&b=%20')],
  'an error': () => new TypeError('no', { cause: new RangeError('deep') }),
};

/** 20 000 objects, each in the one before. */
export function deepList(): { next?: object } {
  const root: { next?: object } = {};
  for (let depth = 0, at: { next?: object } = root; depth < 20_000; depth++) at = at.next = {};
  return root;
}

/** Node's strict equality, prototypes too; it finds no two invalid dates the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one instanceof Date && other instanceof Date) return Object.is(one.getTime(), other.getTime());
  return isDeepStrictEqual(one, other);
}
