import type { Judged } from '../trace/judged';
import type { Bounds } from './bounds';
import type { TaskNaming } from './named-task';
import type { OrderOptions } from './order-options';
import type { PictureOptions } from './to-match-timeline';
import type { RateOptions } from './to-start-at-rate';

/** What ran when, and beside what? The part of {@link LanesMatchers} that claims it. */
export interface OrderMatchers<R> {
  /**
   * How many were in flight at the busiest moment, counted in the order of events and not by time.
   *
   * Left out: at least two at some moment; `.not`: one at a time. A number: exactly so many; `.not` with a number throws,
   * since it would pass for more as well as for fewer. Bounds include their ends; mind that `{ atMost }` also holds for
   * code that does one thing after another.
   *
   * @throws UsageError for anything but whole numbers from 1 up, for bounds that cross, and for claims that any run meets.
   * @example
   * const run = await simulate(() => asyncPool(4).map(fetchVersion, urls));
   * expect(run).toRunInParallel(4);
   * expect(run).toRunInParallel({ atLeast: 2, atMost: 4 });
   * @example
   * const run = await simulate(() => serialPool().map(fetchVersion, urls));
   * expect(run).not.toRunInParallel();
   */
  toRunInParallel(count?: number | Bounds): R;

  /**
   * The sizes of the groups that started at one instant, in their order: `[4, 4, 4]` for twelve tasks of equal length on
   * four lanes. `.not` throws, since any other sizes would pass.
   *
   * @throws UsageError for a trace of the real clock, on which two tasks hardly ever start at one instant.
   * @example
   * const run = await simulate(() => asyncPool(4).map(sleepOneSecond, range(12)));
   * expect(run).toRunInWaves([4, 4, 4]);
   */
  toRunInWaves(sizes: readonly number[]): R;

  /**
   * How many started in the busiest window of `per` milliseconds: the claim of a rate limiter.
   *
   * A number: exactly so many; `.not` with a number throws. Bounds include their ends; mind that `{ atMost }` also holds
   * for code that waits longer than it needs to. The window slides, so a limiter that counts anew at multiples of `per` is
   * caught where it lets twice as many through. It has its beginning and not its end: of two tasks that start exactly `per`
   * apart, no window has both.
   *
   * Only the busiest window counts, so a limiter that slows down after its first burst passes; `sustained: true` claims so
   * many of every window between the first start and the last, and at the busiest no more. A number `n` then means that `n`
   * start in the first window, and each task after them just `per` after the `n`-th before it; so give it more at once than
   * it lets through. `atLeast` bounds every window, and may be 1; it is needed. `.not` takes `atLeast` alone: some window
   * has fewer.
   *
   * On the real clock no two starts are exactly `per` apart: say by how much they may be off, `within`. Then too many are
   * so many in `per - within`, and too few so few in `per + within`. What sums of fractions lose in rounding never counts.
   *
   * @throws UsageError for anything but whole numbers from 1 up, bounds that cross, claims that any run meets, a `per` that
   *   is no number above 0, and a `within` that is none or not below `per`; on the real clock without `within`; with
   *   `sustained` also for `atMost` alone, and if no window has room between the first start and the last.
   * @example
   * const call = observe(async (id) => id);
   * await simulate(async () => {
   *   await Promise.all([call(1), call(2)]);
   *   await new Promise((resolve) => setTimeout(resolve, 1000));
   *   await call(3);
   * });
   * expect(call).toStartAtRate(2, { per: 1000 });
   * expect(call).toStartAtRate(2, { per: 1000, sustained: true });
   */
  toStartAtRate(count: number | Bounds, options: RateOptions): R;

  /**
   * Two tasks were in flight at the same time, counted in steps. `.not`: they were not.
   *
   * A task is named by its label, else by what it was given, by a pattern of either, or by a function that says of a span
   * whether it is meant.
   *
   * @throws UsageError if a name is no task's, or several tasks'; if a task never started; if both are the same.
   * @example
   * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
   * expect(run).toOverlap(30, 20);
   * expect(run).not.toOverlap(10, (span) => span.startedAt === 10);
   */
  toOverlap(a: TaskNaming, b: TaskNaming): R;

  /**
   * Task `a` was over before task `b` started, counted in steps. Tasks are named as for `toOverlap`. `.not` throws, since
   * it would pass both if they overlap and if `b` came first.
   *
   * @example
   * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
   * expect(run).toHappenBefore(10, 20);
   */
  toHappenBefore(a: TaskNaming, b: TaskNaming): R;

  /**
   * The order in which tasks started, or finished, or in which results came.
   *
   * A task is expected by its label, else by what it was given. An array among the expected is a set, whose members may
   * come in any order among themselves. Another run or trace stands for its own order. Every task must be expected, and
   * none may be missing or repeated; `.not` throws unless the members are the same.
   *
   * Of a plain array it is the order of the elements, each expected as `key` gives. `{ by: 'result' }` is for arrays, as
   * of what `imapUnordered` gave; on the run of a `map` it throws, since there it always holds.
   *
   * @example
   * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
   * expect(run).toBeOrderedLike([30, 10, 20]);
   * expect(run).toBeOrderedLike([10, [20, 30]], { by: 'finish' });
   * expect([{ id: 3 }, { id: 1 }]).toBeOrderedLike([3, 1], { key: (user) => user.id });
   */
  toBeOrderedLike<Element = never>(expected: readonly unknown[] | Judged, options?: OrderOptions<Element>): R;

  /**
   * What ran when, as a picture: a line for each task, with its name, two spaces or more, and a bar that says in
   * milliseconds how long it ran. Names and numbers count, never the number of characters.
   *
   * In front of the bar stands when the task started (0 if nothing does), and among dots how long it was queued. The bar
   * ends with `|` done, `!` failed, `T` timed out, `x` cancelled or `>` unfinished. `?` stands for any number or end.
   * The order of lines does not count, except among tasks of one name. A line `...` allows for further tasks. `within`
   * lets times differ, in milliseconds; default 0. docs/matchers.md has the grammar.
   *
   * @throws UsageError naming line and column of what is no part of a picture; `.not` throws unless the tasks are those
   *   of the picture, since it would pass for any others too.
   * @example
   * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
   * expect(run).toMatchTimeline(`
   *   30        |------30------|
   *   10        |-10-|
   *   20     10      |---20----|
   * `);
   */
  toMatchTimeline(picture: string, options?: PictureOptions): R;
}
