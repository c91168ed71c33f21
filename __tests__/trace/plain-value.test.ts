import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainValue } from '../../src/trace/plain-value';

class Galaxy {
  readonly url = 'https://usegalaxy.org';
}

const circular: { self?: unknown } = {};
circular.self = circular;

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

describe('plainValue', () => {
  test.each<[string, unknown, unknown]>([
    ['undefined', undefined, '[undefined]'],
    ['numbers that JSON lacks', [NaN, Infinity, -Infinity], ['[NaN]', '[Infinity]', '[-Infinity]']],
    ['what JSON has itself', [true, false, null, 'a', -1.5], [true, false, null, 'a', -1.5]],
    ['bigints', 10n, '[10n]'],
    ['symbols', Symbol('s'), '[Symbol(s)]'],
    ['functions', function square() {}, '[Function square]'],
    ['dates', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['invalid dates', new Date(NaN), '[Invalid Date]'],
    ['URLs and patterns', [new URL('https://a.example/x'), /x/g], ['https://a.example/x', '/x/g']],
    ['maps', new Map([['k', 1]]), { '[Map]': [['k', 1]] }],
    ['sets', new Set([1]), { '[Set]': [1] }],
    ['bytes', Buffer.from('abc'), '[Buffer of 3 bytes]'],
    ['promises', Promise.resolve(1), '[Promise]'],
    ['circles', circular, { self: '[Circular]' }],
    ['class members by their own fields', new Galaxy(), { url: 'https://usegalaxy.org' }],
    ['objects without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['holes', [, 1], ['[undefined]', 1]], // eslint-disable-line no-sparse-arrays
  ])('says in words what JSON cannot: %s', (_what, value, plain) => {
    expect(plainValue(value)).toEqual(plain);
  });

  test('keeps of an error what is the same each time', () => {
    const error = Object.assign(new TypeError('fetch failed', { cause: new Error('reset') }), { code: 'X' });

    expect(plainValue(error)).toEqual({
      ...{ name: 'TypeError', message: 'fetch failed', code: 'X' },
      cause: { name: 'Error', message: 'reset' },
    });
  });

  test('knows errors and dates that come from outside the sandbox', () => {
    expect(plainValue(runInNewContext('new RangeError("far")'))).toEqual({ name: 'RangeError', message: 'far' });
    expect(plainValue(runInNewContext('new Date(0)'))).toBe('1970-01-01T00:00:00.000Z');
  });

  test('says so where looking throws, and tells the rest', () => {
    const withGetter = {
      id: 1,
      get price(): number {
        throw new Error('closed');
      },
    };
    const closed = new Proxy({}, { ownKeys: () => [].at(0)! });

    expect(plainValue([withGetter, closed])).toEqual([{ id: 1, price: '[unreadable]' }, '[unreadable]']);
  });

  test('takes nothing for a date, a map or an error that only calls itself one', () => {
    const named = (tag: string) => ({ [Symbol.toStringTag]: tag, id: 1 });

    expect(['Date', 'Map', 'Set', 'Error', 'Promise'].map((tag) => plainValue(named(tag)))).toEqual(
      Array.from({ length: 5 }, () => ({ id: 1 })),
    );
  });

  test('sorts keys, so that equal objects give equal text', () => {
    expect(JSON.stringify(plainValue({ b: 1, a: { d: 2, c: 3 } }))).toBe('{"a":{"c":3,"d":2},"b":1}');
  });

  test('says how much there was beyond its limits', () => {
    const deep = { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } };

    expect(JSON.stringify(plainValue(deep))).toBe('{"a":{"a":{"a":{"a":{"a":{"a":"[Object]"}}}}}}');
    const bare = { a: { a: { a: { a: { a: { a: Object.create(null) as object } } } } } };
    expect(JSON.stringify(plainValue(bare))).toContain('"[Object]"');
    const members = (count: number) => Object.values(plainValue(zeros(count)) as object);
    const fields = (count: number) => Object.entries(plainValue(Object.assign({}, zeros(count))) as object);
    expect([members(1000).length, members(1000).at(-1)]).toEqual([1000, 0]);
    expect([members(1005).length, members(1005).at(-1)]).toEqual([1001, '[5 more]']);
    expect([fields(1000).length, fields(1000).at(-1)]).toEqual([1000, ['999', 0]]);
    expect([fields(1005).length, fields(1005).at(-1)]).toEqual([1001, ['…', '[5 more]']]);
  });

  test('gives what JSON gives back unchanged, for any value', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true }), (value) => {
        const plain = plainValue(value);
        // -0 is the one number that JSON says otherwise, and here it means nothing.
        expect(JSON.stringify(JSON.parse(JSON.stringify(plain)))).toBe(JSON.stringify(plain));
      }),
    );
  });
});
