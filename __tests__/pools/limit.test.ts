import { expect, jest, test } from '@jest/globals';
import type * as AsyncPool from '../../src/pools/async-pool';
import { limit } from '../../src/pools/limit';

test('a gate lets as many turns begin as its limit, first come, first served', async () => {
  const gate = limit(2);
  const begun: number[] = [];
  const done: (() => void)[] = [];
  const turn = (n: number) => () => new Promise<void>((resolve) => (begun.push(n), done.push(resolve)));

  for (const n of [0, 1, 2, 3]) gate(turn(n));
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1]);

  done[1]!();
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1, 2]);
});

test('p-limit is not loaded before the first pool is made', () => {
  jest.isolateModules(() => {
    let isLoaded = false;
    jest.doMock('p-limit', () => {
      isLoaded = true;
      return jest.requireActual('p-limit');
    });
    const { asyncPool } = require('../../src/pools/async-pool') as typeof AsyncPool;
    expect(isLoaded).toBe(false);

    asyncPool(1);
    expect(isLoaded).toBe(true);
    jest.dontMock('p-limit');
  });
});
