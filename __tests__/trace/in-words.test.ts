import { expect, test } from '@jest/globals';
import { inWords } from '../../src/trace/in-words';

test.each<[unknown, string | undefined]>([
  ['a', 'a'],
  ['', undefined],
  [1.5, '1.5'],
  [10n, '10'],
  [true, undefined],
  [{ id: 1 }, undefined],
  [[], undefined],
  [['a'], 'a'],
  [[''], undefined],
  [[['a']], undefined],
  [['a', 1, 2n], 'a, 1, 2'],
  [['a', ''], undefined],
  [['a', ['b']], undefined],
  [['a', { id: 1 }], undefined],
])('%p is a label if it is a text, a number, or a list of these', (input, words) => {
  expect(inWords(input)).toBe(words);
});
