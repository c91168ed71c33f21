import { expect, test } from '@jest/globals';
import { simulate } from '../../../src';

const refusal =
  '`simulate` was called inside `test.concurrent`, whose neighbours share the globals that it makes virtual.';

test.concurrent('a simulation inside test.concurrent is refused, even when it is alone', async () => {
  await expect(simulate(() => 1)).rejects.toThrow(refusal);
});

test('a simulation in the test after it is not', async () => {
  expect((await simulate(() => 1)).value).toBe(1);
});
