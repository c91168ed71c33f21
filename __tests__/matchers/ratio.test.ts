import { expect, test } from '@jest/globals';
import { ratioInWords } from '../../src/matchers/ratio';

test.each<[string, string, number, number]>([
  ['three digits', '0.667', 2 / 3, 0.9],
  ['as many more as tell it from the limit', '0.8996', 0.8996, 0.9],
  ['the limit where they are the same', '0.9', 0.9, 0.9],
  ['the limit where only a quotient was rounded', '0.9', 0.9 + 1e-12, 0.9],
  ['twelve digits at most', '100000', 100_000.00000001, 100_000],
])('a ratio has %s: %s', (_what, shown, ratio, limit) => {
  expect(ratioInWords(ratio, limit)).toBe(shown);
});
