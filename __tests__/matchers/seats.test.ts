import { describe, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { Seats } from '../../src/matchers/seats';

class Point {
  constructor(readonly x: number) {}
}

/** Of this realm, which a structured clone is not. */
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Takes a place for each of these; what came of it, and which pairs were compared by value meanwhile. */
function taken(values: readonly unknown[], ...those: readonly unknown[]) {
  const asked: unknown[] = [];
  const seats = new Seats(
    values.map((value) => [value]),
    (a, b) => {
      asked.push([a, b]);
      return isDeepStrictEqual(a, b);
    },
  );
  const found = those.map((key) => seats.take({ name: '', keys: [key] }));
  return { places: found.map((seat) => (typeof seat === 'string' ? seat : seat.group)), asked, free: seats.free() };
}

describe('Seats', () => {
  test('are taken one by one, of equal ones the earliest first', () => {
    expect(taken(['a', 'b', 'a'], 'a', 'a', 'a', 'c')).toEqual({
      places: [0, 2, 'taken', 'unknown'],
      asked: [],
      free: ['b'],
    });
  });

  test.each([
    ['numbers', { id: 1 }, { id: 2 }],
    ['texts', { id: 'a' }, { id: 'b' }],
    ['booleans', { id: true }, { id: false }],
    ['arrays', [1, 'a'], [1, 'b']],
  ])('are not compared by value where %s tell them apart at a glance', (_, one, other) => {
    const copy = copyOf(other);

    expect(taken([one, other], copy)).toEqual({ places: [1], asked: [[copy, other]], free: [one] });
  });

  test.each([
    ['what is inside of them', { at: { x: 1 } }, { at: { x: 2 } }],
    ['what has no value at a glance', { at: null, of: 1 }, { at: [1], of: 1 }],
    ['a scalar with an object', { at: 1 }, { at: [1] }],
    ['objects of classes', new Point(1), new Point(2)],
  ])('are compared by value for %s', (_, one, other) => {
    const copy = other instanceof Point ? new Point(other.x) : copyOf(other);

    expect(taken([one, other], copy).asked).toEqual([
      [copy, one],
      [copy, other],
    ]);
  });

  test('are compared with those that can be equal only: scalars with patterns, objects with objects', () => {
    const [pattern, object] = [expect.any(Number), { id: 1 }];

    expect(taken([object, 'a', pattern], 5).asked).toEqual([[5, pattern]]);
    expect(taken([object], null, undefined)).toEqual({ places: ['unknown', 'unknown'], asked: [], free: [object] });
    expect(taken(['a', 5, object], { id: 1 })).toEqual({ places: [2], asked: [[{ id: 1 }, object]], free: ['a', 5] });
  });

  test('are looked through for those that are free first, then for those that are taken', () => {
    expect(taken([{ id: 1 }], { id: 1 }, { id: 1 })).toMatchObject({ places: [0, 'taken'], free: [] });
    expect(taken([{ id: 1 }], { id: 1 }, { id: 1 }).asked).toHaveLength(2);
  });
});
