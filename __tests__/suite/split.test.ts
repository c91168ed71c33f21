import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FileCost } from '../../src/suite/costs';
import { partsOf, splitOf } from '../../src/suite/split';

const cost = (path: string, ownMs: number, testsMs: readonly number[] = [], beforeTestsMs = 100): FileCost => ({
  ...{ path, ownMs, beforeTestsMs, testsMs, failed: false, cachedMs: ownMs },
});
const grounds = (files: readonly FileCost[]) => ({
  costs: { files, workerStartMs: 0, inBandStartMs: 0 },
  machine: { cores: 16, computing: 1, others: 0 },
  beforeMs: 1000,
});
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('to split a file', () => {
  // 300 ms are no test's: every part takes them again.
  const slow = cost('slow', 10_300, [4000, 3000, 2000, 1000]);

  test('shares out its tests, and has each part do the rest again', () => {
    const parts = partsOf(slow, 2);

    expect(parts.map(({ path, ownMs, testsMs }) => [path, ownMs, testsMs])).toEqual([
      ['slow 1/2', 5300, [4000, 1000]],
      ['slow 2/2', 5300, [3000, 2000]],
    ]);
  });

  test('gains with as many parts as there is room for', () => {
    const files = [slow, cost('other', 2000)];

    expect(splitOf(slow, grounds(files), 2)).toEqual({
      inTwo: { parts: 2, wallMs: 8300, gainMs: 3000 },
      best: { parts: 3, wallMs: 7600, gainMs: 3700 },
    });
    expect(splitOf(slow, grounds(files), 1)!.best.gainMs).toBe(0);
  });

  test('is possible from two tests on that take time', () => {
    const one = cost('one', 5000, [4000, 0]);

    expect(splitOf(one, grounds([one]), 4)).toBeUndefined();
  });

  test('takes tests that ran at a time for what they took of it', () => {
    expect(partsOf(cost('a', 1100, [1000, 1000]), 2).map(({ ownMs }) => ownMs)).toEqual([600, 600]);
  });

  test('loses no test, and is at most a third worse than the best way there is', () => {
    const tests = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(tests, fc.integer({ min: 2, max: 3 }), (testsMs, count) => {
        const parts = partsOf(cost('a', 100 + sum(testsMs), testsMs), count);

        expect(parts.flatMap((part) => part.testsMs).sort()).toEqual([...testsMs].sort());
        const longest = Math.max(...parts.map((part) => part.ownMs - 100));
        // R. L. Graham, 1969: longest first is at most 4/3 − 1/(3 parts) of the best.
        expect(longest).toBeLessThanOrEqual(bestOf(testsMs, count) * (4 / 3 - 1 / (3 * count)) + 1e-9);
      }),
    );
  });
});

/** The best way of all: each test tried in each part. */
function bestOf([first, ...others]: readonly number[], count: number, loads = Array<number>(count).fill(0)): number {
  if (first === undefined) return Math.max(...loads);
  return Math.min(
    ...loads.map((_, part) =>
      bestOf(
        others,
        count,
        loads.map((load, i) => (i === part ? load + first : load)),
      ),
    ),
  );
}
