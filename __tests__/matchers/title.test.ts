import { describe, expect, jest, test } from '@jest/globals';
import { asyncPool, observe, slowServer } from '../../src';
import { argumentsOf, oneOfTwo, subjectOf } from '../../src/matchers/title';
import { abc, simulated } from './sample';

const fetchPage = async (_page: string): Promise<void> => {};
const servers = ['a', 'b', 'c', 'd', 'e'].map((host) => slowServer(`https://${host}.example`, {}));

describe('what a title shows in `expect(…)`', () => {
  test.each<[string, string, unknown]>([
    ['the name of an observed function', 'fetchPage', observe(fetchPage)],
    ['the name that it was given', 'pages', observe(fetchPage, 'pages')],
    ['the name of a mock', 'loader', observe(jest.fn(fetchPage).mockName('loader'))],
    ['the name of a method', 'load', observe.method({ load: fetchPage }, 'load')],
    ['the origin of a server', 'https://a.example', servers[0]],
    ['the name of a pool, which is misuse', 'asyncPool(2)', asyncPool(2)],
    ['the own name of any other function', 'fetchPage', fetchPage],
    [
      'of several things the name of each',
      '[fetchPage, https://a.example, run]',
      [observe(fetchPage), servers[0], simulated(abc)],
    ],
    ['of many things the first three', '[https://a.example, https://b.example, https://c.example and 2 more]', servers],
    ['the kind of what has no name', 'run', simulated(abc)],
    ['the kind of a function without one', 'function', () => 0],
    [
      'the kind of a function whose name is no text',
      'function',
      Object.defineProperty(() => 0, 'name', { value: () => 'users' }),
    ],
    ['the kind of an array', 'array', [1, 2]],
    ['`received` for what cannot be judged', 'received', null],
    ['`received` for an object that has a name of its own', 'received', { name: 'asyncPool(2)' }],
    ['a long name cut', 'a'.repeat(39) + '~', observe(fetchPage, 'a'.repeat(41))],
    ['a name on one line', 'a\\nb', observe(fetchPage, 'a\nb')],
  ])('is %s', (_what, shown, received) => {
    expect(subjectOf(received)).toBe(shown);
  });
});

test('what a matcher was given is shown as far as it is short', () => {
  expect(argumentsOf([2, 'a', 'a\nb', { per: 100, sustained: true, by: () => 0 }, {}, abc, null, [1]])).toBe(
    "2, 'a', expected, { per: 100, sustained: true, by: ... }, {}, expected, expected, expected",
  );
});

test('one of two is called by its name, if it has one', () => {
  expect(oneOfTwo('This', simulated(abc))).toBe('This run');
  expect(oneOfTwo('The other', observe(fetchPage))).toBe('The other one, fetchPage');
});

describe('what a title shows in the parentheses of the matcher', () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const withGetter = {
    get price(): number {
      throw new Error('never looked at');
    },
  };

  test.each<[string, string, unknown[]]>([
    ['numbers, to the sign of zero', '1, -0, NaN, 3n', [1, -0, NaN, 3n]],
    ['texts', "'a', true", ['a', true]],
    ['a long text cut', `'${'x'.repeat(39)}~'`, ['x'.repeat(41)]],
    ['control characters written out', "'\\u{1b}[31mred'", ['\u001b[31mred']],
    ['`expected` for a text of several lines', 'expected', ['a\nb']],
    ['`expected` for what has no short form', 'expected, expected, expected', [[1], () => 1, new Map()]],
    ['a plain object', "{ by: 'finish' }, {}", [{ by: 'finish' }, {}]],
    ['an object in an object, and dots for what is deeper', '{ a: { b: ... } }', [{ a: { b: { c: 1 } } }]],
    [
      'of many members the first five',
      '{ 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, ... }',
      [Object.assign({}, [1, 1, 1, 1, 1, 1])],
    ],
    ['dots for a circle', '{ self: { self: ... } }', [circular]],
    ['dots for a getter, which is not called', '{ price: ... }', [withGetter]],
  ])('is %s', (_what, shown, args) => {
    expect(argumentsOf(args)).toBe(shown);
  });
});
