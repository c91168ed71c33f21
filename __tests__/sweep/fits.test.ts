import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Point, fitAmdahl, fitScalability } from '../../src/sweep/fits';

const SIZES = [1, 2, 3, 4, 6, 8, 12];
const pointsBy = (speedUp: (size: number) => number): Point[] =>
  SIZES.map((size) => ({ size, speedUp: speedUp(size) }));
const scalable = (contention: number, coherency: number) => (n: number) =>
  n / (1 + contention * (n - 1) + coherency * n * (n - 1));
const part = fc.double({ min: 0, max: 1, noNaN: true });
const noisy = fc.array(fc.double({ min: 0.5, max: 12, noNaN: true }), { minLength: 3, maxLength: SIZES.length });

describe("Amdahl's law", () => {
  test('is found again in what follows it', () => {
    fc.assert(
      fc.property(part, (serial) => {
        const fit = fitAmdahl(pointsBy((size) => 1 / (serial + (1 - serial) / size)));
        expect(fit.serialFraction).toBeCloseTo(serial, 6);
      }),
    );
  });

  test('fits nothing better than any other fraction would, by run times', () => {
    const errorOf = (points: readonly Point[], serial: number) =>
      points.reduce((sum, { size, speedUp }) => sum + (1 / speedUp - (serial + (1 - serial) / size)) ** 2, 0);
    fc.assert(
      fc.property(noisy, (speedUps) => {
        const points = speedUps.map((speedUp, i) => ({ size: SIZES[i]!, speedUp }));
        const best = errorOf(points, fitAmdahl(points).serialFraction);
        for (let serial = 0; serial <= 1; serial += 0.01)
          expect(best).toBeLessThanOrEqual(errorOf(points, serial) + 1e-6);
      }),
    );
  });

  test('has no limit if nothing is serial', () => {
    expect(fitAmdahl(pointsBy((size) => size))).toEqual({ serialFraction: 0, limit: Infinity, rSquared: 1 });
  });
});

describe('the Universal Scalability Law', () => {
  test('is found again in what follows it', () => {
    fc.assert(
      fc.property(part, fc.double({ min: 0, max: 0.2, noNaN: true }), (contention, coherency) => {
        const fit = fitScalability(pointsBy(scalable(contention, coherency)));
        expect(fit.contention).toBeCloseTo(contention, 6);
        expect(fit.coherency).toBeCloseTo(coherency, 6);
      }),
    );
  });

  test('fits nothing better than any other two numbers would', () => {
    const errorOf = (points: readonly Point[], p: number, q: number) =>
      points.reduce((sum, { size: n, speedUp }) => sum + (n / speedUp - 1 - p * (n - 1) - q * n * (n - 1)) ** 2, 0);
    fc.assert(
      fc.property(noisy, (speedUps) => {
        const points = speedUps.map((speedUp, i) => ({ size: SIZES[i]!, speedUp }));
        const { contention, coherency } = fitScalability(points);
        const best = errorOf(points, contention, coherency);
        for (let p = 0; p <= 2; p += 0.1) {
          for (let q = 0; q <= 1; q += 0.05) expect(best).toBeLessThanOrEqual(errorOf(points, p, q) + 1e-5);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('has its best size where its curve is highest', () => {
    const curve = scalable(0.05, 0.02);
    const sizes = Array.from({ length: 40 }, (_, i) => i + 1);

    const highest = sizes.reduce((best, size) => (curve(size) > curve(best) ? size : best));

    expect(fitScalability(pointsBy(curve)).bestSize).toBe(highest);
    expect(fitScalability(pointsBy((size) => size)).bestSize).toBe(Infinity);
  });
});
