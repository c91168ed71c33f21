import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { withFreshModule } from '../../src/matchers/fresh-modules';
import { calls } from '../purity/counting';

declare global {
  var lanesRefusal: string | undefined;
}

const fileOf = (name: string) => require.resolve(`../purity/${name}`);

afterEach(() => {
  calls.count = 0;
  globalThis.lanesRefusal = undefined;
});

describe('withFreshModule', () => {
  test('gives what is made of a fresh copy, while whatever is required is fresh', () => {
    calls.count = 7;

    const counts = withFreshModule(fileOf('counting'), (exports) => [
      (exports as { calls: typeof calls }).calls.count,
      (require('../purity/counting') as { calls: typeof calls }).calls.count,
    ]);
    expect(counts).toEqual([0, 0]);
    expect((require('../purity/counting') as { calls: typeof calls }).calls.count).toBe(7);
  });

  test('gives nothing for an ES module that this Node cannot require, and does nothing with it', () => {
    const use = jest.fn();

    expect(withFreshModule(fileOf('waiting.mjs'), use)).toBeUndefined();
    for (const refusal of ['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE']) {
      globalThis.lanesRefusal = refusal;
      expect(withFreshModule(fileOf('refusing.cjs'), use)).toBeUndefined();
    }
    expect(use).not.toHaveBeenCalled();
  });

  test('throws what a module throws that is loaded', () => {
    expect(() => withFreshModule(fileOf('refusing.cjs'), () => 1)).toThrow(
      /^Its module, .*refusing\.cjs, could not be loaded a second time: Error: no\n/,
    );
  });
});
