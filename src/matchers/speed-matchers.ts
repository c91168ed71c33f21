import type { Within } from '../sweep/sweep';
import type { Judged } from '../trace/judged';
import type { LanesOptions } from './lanes';
import type { FasterOptions } from './to-be-faster-than';
import type { WorkConservingOptions } from './to-be-work-conserving';
import type { PayOffOptions } from './to-pay-off';
import type { SpeedUp } from './to-speed-up';
import type { TakeOptions } from './to-take';

/** How long did it take, and were its workers worth it? The part of {@link LanesMatchers} that claims it. */
export interface SpeedMatchers<R> {
  /**
   * How long it took from the first start to the last end, in milliseconds: exactly so long, or give or take `within`,
   * which the real clock needs. Fails if something was not over when the body settled. `.not` throws, since any other length
   * would pass.
   *
   * @throws UsageError for a trace of the real clock without `within`.
   * @example
   * const run = await simulate(() => asyncPool(4).map(sleepOneSecond, range(12)));
   * expect(run).toTake(3000);
   */
  toTake(ms: number, options?: TakeOptions): R;

  /**
   * All was over `ms` milliseconds after the first start, or sooner; `.not`: it took longer. Mind that code which does
   * nothing, or stops early, is fast.
   *
   * @example
   * const run = await simulate(() => asyncPool(4).map(sleepOneSecond, range(12)));
   * expect(run).toFinishWithin(3000);
   * expect(run).not.toFinishWithin(2999);
   */
  toFinishWithin(ms: number): R;

  /**
   * It took less time than the other, from the first start to the last end; with `by`, it was at least so many times as
   * fast. `.not`: it was not. It compares lengths, not what was done.
   *
   * @throws UsageError if either has work that was not over, or if one is of the real clock and the other is not.
   * @example
   * const pooled = await simulate(() => asyncPool(4).map(sleepOneSecond, range(12)));
   * const serial = await simulate(() => serialPool().map(sleepOneSecond, range(12)));
   * expect(pooled).toBeFasterThan(serial, { by: 4 });
   */
  toBeFasterThan(other: Judged | readonly Judged[], options?: FasterOptions): R;

  /**
   * The lanes worked for at least this share of the time, from the first start to the last end; `.not`: for less. Give
   * the pool's concurrency as `lanes`: a lane that never had work leaves no trace, so serial code keeps its one lane busy.
   *
   * @throws UsageError if nothing took any time, or if more lanes had work than `lanes`.
   * @example
   * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
   * expect(run).toKeepBusy(1, { lanes: 2 });
   */
  toKeepBusy(ratio: number, options?: LanesOptions): R;

  /**
   * No lane was idle while a task was queued: the grocery-queue rule, by which whoever is free serves the next at once.
   * `.not`: one was. Give the pool's concurrency as `lanes`, as for `toKeepBusy`; on the real clock say how long a lane
   * may be idle, `within`.
   *
   * @throws UsageError if no task ever waited, so that nothing is proved; for a trace of the real clock without `within`.
   * @example
   * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
   * expect(run).toBeWorkConserving({ lanes: 2 });
   */
  toBeWorkConserving(options?: WorkConservingOptions): R;

  /**
   * The start of its workers pays: all of it took less time than `against`, the same tasks without those workers. Time
   * counts from when the first task was asked for to the end of the last, so the start is in it; `toBeFasterThan` leaves
   * it out. `.not`: it took as long or longer. A failure says how long tasks must be for it to pay.
   *
   * @throws UsageError if its first task started at once, so that there was nothing to pay for; if the two did not run
   *   equally many tasks, or are of different clocks; and if either has work that was not over.
   * @example
   * await using pool = threadPool(2);
   * const machine = { cores: 2, threadStart: 50 };
   * const pooled = await simulate(() => pool.map(sleepFor, [100, 100, 100]), machine);
   * const serial = await simulate(() => serialPool().map(sleepFor, [100, 100, 100]), machine);
   * expect(pooled).toPayOff({ against: serial });
   */
  toPayOff(options: PayOffOptions): R;

  /**
   * In a sweep, the pool size beyond which more workers gain nothing: no greater size is faster by more than `within`, a
   * part of the time (default 0.05). The greatest size of a sweep never counts, since nobody knows what comes next.
   *
   * @throws UsageError for a size that is not in the sweep, and under `.not`, which would hold at any other size.
   * @example
   * const delays = [1100, 190, 198, 198, 914];
   * const sweep = await sweepPoolSizes([1, 2, 3, 4, 5], (size) => asyncPool(size).map(sleepFor, delays));
   * expect(sweep).toLevelOffAt(3);
   * expect(sweep).toLevelOffAt(4, { within: 0.005 });
   */
  toLevelOffAt(size: number, options?: Within): R;

  /**
   * In a sweep, `at` workers were at least `by` times as fast as one; `.not`: they were not.
   *
   * @throws UsageError for a size that is not in the sweep, and for a `by` of 1 or less.
   * @example
   * const sweep = await sweepPoolSizes([1, 2, 4], (size) => asyncPool(size).map(sleepFor, [100, 100, 100, 100]));
   * expect(sweep).toSpeedUp({ by: 4, at: 4 });
   */
  toSpeedUp(claim: SpeedUp): R;
}
