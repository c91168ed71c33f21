import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Scale } from '../../src/timeline/scale';

describe('Scale', () => {
  test('puts a border between two columns to the right as a beginning, and to the left as an end', () => {
    const scale = new Scale(0, 100, 10);

    expect([scale.columnOf(30), scale.lastColumnOf(30)]).toEqual([3, 2]);
    expect([scale.columnOf(35), scale.lastColumnOf(35)]).toEqual([3, 3]);
  });

  test('puts what lies outside into the nearest column', () => {
    const scale = new Scale(100, 200, 10);

    expect([scale.columnOf(0), scale.columnOf(200), scale.columnOf(999)]).toEqual([0, 9, 9]);
    expect([scale.lastColumnOf(100), scale.lastColumnOf(999)]).toEqual([0, 9]);
  });

  test('puts borders where they belong also when dividing is inexact', () => {
    const scale = new Scale(0.1, 0.7, 6);

    expect([0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map((x) => scale.columnOf(x))).toEqual([0, 1, 2, 3, 4, 5]);
    expect([0.2, 0.3, 0.4, 0.5, 0.6, 0.7].map((x) => scale.lastColumnOf(x))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('ticks at round values between its ends', () => {
    expect(new Scale(0, 2000, 60).ticks(10)).toEqual([500, 1000, 1500]);
    expect(new Scale(37.068, 37.459, 60).ticks(10)).toEqual([37.1, 37.2, 37.300000000000004, 37.4]);
    expect(new Scale(0, 3, 60).ticks(10, 1)).toEqual([1, 2]);
  });

  test('ends though its values are too great to be told apart', () => {
    expect(new Scale(1e9, 1e9 + 3e-7, 60).ticks(10).length).toBeLessThanOrEqual(60);
  });

  test('keeps ticks apart, whatever the range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        (from, range) => {
          const scale = new Scale(from, from + range, 60);
          const columns = scale.ticks(10).map((tick) => scale.columnOf(tick));

          expect(columns.length).toBeLessThanOrEqual(6);
          for (const [i, column] of columns.entries())
            expect(column - (columns[i - 1] ?? -9)).toBeGreaterThanOrEqual(9);
        },
      ),
    );
  });
});
