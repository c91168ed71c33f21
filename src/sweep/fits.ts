/** A speed-up that was reached at a pool size. */
export interface Point {
  readonly size: number;
  readonly speedUp: number;
}

/** Amdahl's law: a part of the work cannot be shared out. */
export interface AmdahlFit {
  /** The part that stays serial, from 0 to 1. */
  readonly serialFraction: number;
  /** The speed-up that no size can pass: 1 ÷ serial fraction; `Infinity` if all can be shared out. */
  readonly limit: number;
  /** How well it fits: 1 is exactly, 0 no better than their mean. */
  readonly rSquared: number;
}

/** The Universal Scalability Law: workers also wait for each other, and have to agree with each other. */
export interface ScalabilityFit {
  /** Contention (σ): the part of the work in which workers wait for each other, from 0 up. */
  readonly contention: number;
  /** Coherency (κ): what it costs each pair of workers to agree, from 0 up. */
  readonly coherency: number;
  /** The size that is fastest by it, beyond which workers make it slower; `Infinity` if there is none. */
  readonly bestSize: number;
  readonly rSquared: number;
}

/**
 * Fits Amdahl's law, S(n) = 1 ÷ (s + (1 − s) ÷ n), by least squares of run times: 1 ÷ S is linear in s.
 *
 * G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", 1967.
 *
 * @example
 * fitAmdahl([{ size: 1, speedUp: 1 }, { size: 2, speedUp: 4 / 3 }, { size: 4, speedUp: 1.6 }]).serialFraction // => 0.5
 */
export function fitAmdahl(points: readonly Point[]): AmdahlFit {
  let [above, below] = [0, 0];
  for (const { size, speedUp } of points) {
    const x = 1 - 1 / size;
    above += x * (1 / speedUp - 1 / size);
    below += x * x;
  }
  const serialFraction = below === 0 ? 0 : tidy(Math.min(1, Math.max(0, above / below)));
  return {
    serialFraction,
    limit: serialFraction === 0 ? Infinity : 1 / serialFraction,
    rSquared: rSquaredOf(points, (size) => 1 / (serialFraction + (1 - serialFraction) / size)),
  };
}

/**
 * Fits the Universal Scalability Law, S(n) = n ÷ (1 + σ(n − 1) + κn(n − 1)), by least squares of n ÷ S − 1, which is
 * linear in σ and κ. Neither may be less than 0: if one would be, it is 0 and the other is fitted alone.
 *
 * N. J. Gunther, "Guerrilla Capacity Planning", 2007.
 *
 * @example
 * fitScalability([{ size: 1, speedUp: 1 }, { size: 2, speedUp: 2 }, { size: 4, speedUp: 4 }]).contention // => 0
 */
export function fitScalability(points: readonly Point[]): ScalabilityFit {
  const [contention, coherency] = leastSquares(
    points.map(({ size, speedUp }) => ({ a: size - 1, b: size * (size - 1), y: size / speedUp - 1 })),
  );
  const speedUp = (n: number): number => n / (1 + contention * (n - 1) + coherency * n * (n - 1));
  return {
    contention,
    coherency,
    bestSize: bestOf(speedUp, contention, coherency),
    rSquared: rSquaredOf(points, speedUp),
  };
}

/** The whole number of workers beside the peak, at √((1 − σ) ÷ κ), that is the faster one. */
function bestOf(speedUp: (size: number) => number, contention: number, coherency: number): number {
  if (coherency === 0) return Infinity;
  const below = Math.max(1, Math.floor(Math.sqrt(Math.max(0, 1 - contention) / coherency)));
  return speedUp(below + 1) > speedUp(below) ? below + 1 : below;
}

interface Equation {
  readonly a: number;
  readonly b: number;
  readonly y: number;
}

/** The p and q, neither below 0, for which a·p + b·q is nearest to y. */
function leastSquares(equations: readonly Equation[]): readonly [p: number, q: number] {
  const sum = (of: (equation: Equation) => number): number => equations.reduce((total, one) => total + of(one), 0);
  const [aa, ab, bb] = [sum(({ a }) => a * a), sum(({ a, b }) => a * b), sum(({ b }) => b * b)];
  const [ay, by] = [sum(({ a, y }) => a * y), sum(({ b, y }) => b * y)];
  const determinant = aa * bb - ab * ab;
  const alone = (own: number, withY: number): number => tidy(own === 0 ? 0 : Math.max(0, withY / own));
  if (determinant <= 1e-9 * aa * bb) return [alone(aa, ay), 0];
  const [p, q] = [(ay * bb - by * ab) / determinant, (by * aa - ay * ab) / determinant];
  if (tidy(p) < 0) return [0, alone(bb, by)];
  return tidy(q) < 0 ? [alone(aa, ay), 0] : [tidy(p), tidy(q)];
}

function rSquaredOf(points: readonly Point[], predict: (size: number) => number): number {
  const mean = points.reduce((sum, { speedUp }) => sum + speedUp, 0) / points.length;
  const squares = (of: (point: Point) => number): number => points.reduce((sum, point) => sum + of(point) ** 2, 0);
  const residual = squares(({ size, speedUp }) => speedUp - predict(size));
  const total = squares(({ speedUp }) => speedUp - mean);
  if (total < 1e-12) return residual < 1e-12 ? 1 : 0;
  return tidy(1 - residual / total);
}

/** Without the last digits, in which sums of binary fractions differ from what they should be. */
function tidy(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
