import { expect, jest, test } from '@jest/globals';
import { threadPool } from 'jest-lanes';

test('an ES module that imports a mocked one is refused', async () => {
  jest.unstable_mockModule('./src/nap.js', () => ({ nap: async () => undefined }));
  const { slowSquare } = await import('./src/slow-square.js');

  expect(() => threadPool(1).map(slowSquare, [1])).toThrow(
    '`./nap.js`, which esm/src/slow-square.js imports, is mocked here',
  );
});
