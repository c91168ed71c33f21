import { expect, test } from '@jest/globals';
import { ORIGINAL, originalOf } from '../../src/trace/original';

test('the original of a function is what it stands for, however often, made by whichever copy of the package', () => {
  const fn = () => 0;
  const observed = Object.assign(() => 0, { [Symbol.for('jest-lanes.observed')]: fn });

  expect(originalOf(fn)).toBe(fn);
  expect(originalOf(observed)).toBe(fn);
  expect(originalOf(Object.assign(() => 0, { [ORIGINAL]: observed }))).toBe(fn);
});
