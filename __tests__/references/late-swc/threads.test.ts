import { expect, test } from '@jest/globals';
import { threadPool } from 'jest-lanes';
import { requireOutside } from 'jest-lanes/references/outside';
import { double } from './double';

const { _cache } = requireOutside('node:module') as { _cache: object };
const isLoaded = (): boolean => Object.keys(_cache).some((file) => /@swc[\\/]core[\\/]/.test(file));

test(`compiler loaded before: ${isLoaded()}`, async () => {
  const pool = threadPool(2);

  expect([...(await pool.map(double, [1, 2, 3]))]).toEqual([2, 4, 6]);
  expect(isLoaded()).toBe(true);
  await pool[Symbol.asyncDispose]();
});
