import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { errorText, shortText, shortened } from '../../src/handover/short-text';

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

test.each([
  ['a text', '"a text"'],
  [-0, '-0'],
  [12n, '12n'],
  [undefined, 'undefined'],
  [null, 'null'],
  [Symbol('s'), 'Symbol(s)'],
  [function double() {}, '[Function double]'],
  [[1, 'a', [2]], '[1, "a", [2]]'],
  [{ a: 1, b: { c: [] } }, '{ a: 1, b: { c: [] } }'],
  [new Point(1, 2), 'Point { x: 1, y: 2 }'],
  [Object.create(null), '{}'],
  [new Map([['a', 1]]), 'Map(1) [["a", 1]]'],
  [new Set([1, 2]), 'Set(2) [1, 2]'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(NaN), 'Invalid Date'],
  [/a+/g, '/a+/g'],
  [new URL('https://usegalaxy.org/api'), 'https://usegalaxy.org/api'],
  [new Uint8Array(3), 'Uint8Array(3)'],
  [new TypeError('no'), 'TypeError: no'],
  [[[[[[1]]]]], '[[[[[…]]]]]'],
])('%p is %s', (value, text) => {
  expect(shortText(value)).toBe(text);
});

describe('a value', () => {
  test('runs no code of its own', () => {
    const value = {
      get secret(): never {
        throw new Error('read');
      },
      toString: () => 'called',
    };

    expect(shortText(value)).toBe('{ secret: [Getter], toString: [Function toString] }');
  });

  test('that is large costs no more than its beginning', () => {
    const endless = new Proxy([], { get: (_, name) => (name === 'length' ? 1e9 : 1) });

    expect(shortText(Array.from({ length: 30 }, (_, i) => i))).toMatch(/18, 19, … 10 more\]$/);
    expect(shortText(endless)).toMatch(/^\[1, 1, .*, … 999999980 more\]$/);
  });

  test('that knows itself comes to an end', () => {
    const value: Record<string, unknown> = {};
    value['self'] = value;

    expect(shortText(value)).toBe('{ self: { self: { self: { self: {…} } } } }');
  });

  test('that cannot be read says so', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();

    expect(shortText(proxy)).toBe('[unreadable]');
  });

  test('is at most 200 characters, none of them half a one', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        const text = shortText(value);
        expect(text.length).toBeLessThanOrEqual(200);
        expect(text).toBe(shortText(value));
      }),
    );
    expect(shortened('😀😀', 3)).toBe('😀…');
    expect(shortened('a😀😀', 3)).toBe('a…');
  });
});

test('an error is what heads its stack; whatever else was thrown is a value', () => {
  const named = Object.assign(new Error('late'), { name: 'TimeoutError' });

  expect(errorText(named)).toBe('TimeoutError: late');
  expect(errorText(new RangeError(''))).toBe('RangeError');
  expect(errorText('text')).toBe('"text"');
});
