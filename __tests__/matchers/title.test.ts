import { describe, expect, jest, test } from '@jest/globals';
import { asyncPool, observe, slowServer } from '../../src';
import { oneOfTwo, subjectOf } from '../../src/matchers/title';
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
    ['the kind of an array', 'array', [1, 2]],
    ['`received` for what cannot be judged', 'received', null],
    ['a long name cut', 'a'.repeat(39) + '~', observe(fetchPage, 'a'.repeat(41))],
    ['a name on one line', 'a\\nb', observe(fetchPage, 'a\nb')],
  ])('is %s', (_what, shown, received) => {
    expect(subjectOf(received)).toBe(shown);
  });
});

test('one of two is called by its name, if it has one', () => {
  expect(oneOfTwo('This', simulated(abc))).toBe('This run');
  expect(oneOfTwo('The other', observe(fetchPage))).toBe('The other one, fetchPage');
});
