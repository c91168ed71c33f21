import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deserialize, serialize } from 'node:v8';
import { pack, packError, unpack } from '../../src/crossing/pack';
import type { Packed } from '../../src/crossing/parcel';
import { areSame } from './same';

/** The channels' own ways of copying; what they give is of the realm outside of Jest's. */
const COPIES = {
  'v8.serialize': (packed: Packed) => deserialize(serialize(packed)) as Packed,
  structuredClone: (packed: Packed) => structuredClone(packed),
};

const values = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'length', '0', 'shells', 'root')),
});

/** Objects of several kinds that hold each other as chance would have it. */
const graphs = fc
  .array(fc.tuple(fc.constantFrom('object', 'list', 'map', 'set', 'error'), fc.array(fc.nat(), { maxLength: 4 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((nodes) => {
    const made = nodes.map(([kind]) => newOf(kind));
    for (const [from, [, edges]] of nodes.entries()) {
      for (const [at, to] of edges.entries()) link(made[from], made[to % made.length], at);
    }
    return made;
  });

function newOf(kind: string): unknown {
  if (kind === 'map') return new Map();
  if (kind === 'set') return new Set();
  if (kind === 'error') return new RangeError('in a graph');
  return kind === 'list' ? [] : {};
}

function link(from: any, to: unknown, at: number): void {
  if (from instanceof Map) from.set(at % 2 === 0 ? to : at, to);
  else if (from instanceof Set) from.add(to);
  else if (from instanceof Error && at === 0) from.cause = to;
  else from[Array.isArray(from) ? at : `edge ${at}`] = to;
}

describe.each(Object.entries(COPIES))('copied by %s', (_, copied) => {
  test('any value is what it was', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(areSame(value, unpack(copied(pack(value, 'value'))))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('whatever holds whatever still does', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        expect(areSame(graph, unpack(copied(pack(graph, 'graph'))))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('any value is thrown as what it was', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(areSame(value, unpack(copied(packError(value))))).toBe(true);
      }),
    );
  });
});

test('the twin sees what is different', () => {
  const shared = {};
  const different: [unknown, unknown][] = [
    [0, -0],
    [
      [shared, shared],
      [{}, {}],
    ],
    [[1], [1, undefined]],
    [Object.create(null), {}],
    [new Map([[1, 2]]), new Map([[1, 3]])],
    [new Set([[]]), new Set([{}])],
    [new Date(1), new Date(2)],
    [Object(1), Object(2)],
    [new Uint8Array([1]), new Int8Array([1])],
    [new Error('a'), new Error('b')],
  ];

  expect(different.filter(([one, other]) => areSame(one, other))).toEqual([]);
});
