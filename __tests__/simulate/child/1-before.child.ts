import { expect, test } from '@jest/globals';
import { left, sharedProperties } from './core-modules';

test('core modules are as Node made them', () => {
  left.before = sharedProperties();

  expect(left.before.size).toBeGreaterThan(100);
});
