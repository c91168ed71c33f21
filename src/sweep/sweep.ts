import { UsageError, expected } from '../errors';
import type { Ms } from '../time/duration';
import type { Run } from '../trace/run';
import { adviceFor } from './advice';
import { type AmdahlFit, type ScalabilityFit, fitAmdahl, fitScalability } from './fits';
import { NO_GAIN, levelsOffAt } from './levels-off';
import { type Longest, longestTask } from './longest-task';
import { tableOf } from './table';

const SWEEP = Symbol.for('jest-lanes.sweep');

/** One size of a sweep, as it ran. */
export interface SizeRun {
  /** How many workers. */
  readonly size: number;
  readonly run: Run;
  /** The part of the work that was computing, from 0 to 1. */
  readonly computing: number;
}

/** One size of a sweep. */
export interface SweepRow extends SizeRun {
  /** How long it took, in milliseconds. */
  readonly elapsed: Ms;
  /** How many times faster than one worker. */
  readonly speedUp: number;
  /** Speed-up ÷ size: 1 if each worker gains as much as the first. */
  readonly efficiency: number;
  /** The longest task on the critical path. */
  readonly longest: Longest | undefined;
}

/** How much a gain must be to count. */
export interface Within {
  /** A part of the time, from 0 up and below 1; default 0.05. */
  readonly within?: number;
}

/** The same work on pools of several sizes, in the order of sizes: see {@link sweepPoolSizes}. */
export class Sweep {
  readonly rows: readonly SweepRow[];
  readonly [SWEEP] = true;

  /** @throws UsageError if nothing ran on one worker, or if it took no time: then nothing can be faster. */
  constructor(runs: readonly SizeRun[]) {
    const inOrder = [...runs].sort((a, b) => a.size - b.size);
    const one = inOrder[0]?.run.elapsed ?? 0;
    if (one === 0) {
      throw new UsageError(
        'Expected the body to take time with one worker, and it took none, so nothing can be faster.\n' +
          'On the virtual clock only waiting and `await compute(ms)` take time.',
      );
    }
    this.rows = inOrder.map(({ size, run, computing }) => {
      const { elapsed } = run;
      const speedUp = one / elapsed;
      return { size, run, computing, elapsed, speedUp, efficiency: speedUp / size, longest: longestTask(run) };
    });
  }

  /** The row of a size. */
  at(size: number): SweepRow {
    const found = this.rows.find((row) => row.size === size);
    if (found !== undefined) return found;
    throw expected('size', `one of the sweep's: ${this.rows.map((row) => row.size).join(', ')}`, size);
  }

  /**
   * The smallest size that gains all there is to gain: no greater one of the sweep is faster by more than `within`.
   *
   * @returns the size; `undefined` if only the greatest would do, of which nobody knows what would come next.
   */
  levelsOffAt({ within = NO_GAIN }: Within = {}): number | undefined {
    if (!(within >= 0 && within < 1)) throw expected('within', 'a number from 0 up and below 1', within);
    return levelsOffAt(this.rows, within);
  }

  /** How Amdahl's law explains the speed-ups. */
  get amdahl(): AmdahlFit {
    return fitAmdahl(this.rows);
  }

  /** How the Universal Scalability Law explains them. */
  get scalability(): ScalabilityFit {
    return fitScalability(this.rows);
  }

  /** What it is bound by, and which size to take, in words. */
  get advice(): string {
    return adviceFor(this);
  }

  /** A table of sizes, the laws that were fitted, and the advice. */
  toString(): string {
    return tableOf(this);
  }
}

/** Whether a value is a sweep, made by whichever copy of jest-lanes. */
export function isSweep(value: unknown): value is Sweep {
  return typeof value === 'object' && value !== null && SWEEP in value;
}
