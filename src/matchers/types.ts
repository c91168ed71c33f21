import type { Judged } from '../trace/judged';
import type { Bounds } from './bounds';
import type { LanesOptions } from './lanes';
import type { TaskNaming } from './named-task';
import type { OrderOptions } from './order-options';
import type { Within } from '../sweep/sweep';
import type { FasterOptions } from './to-be-faster-than';
import type { PureOptions } from './to-be-pure';
import type { WorkConservingOptions } from './to-be-work-conserving';
import type { RateOptions } from './to-start-at-rate';
import type { TakeOptions } from './to-take';
import type { PictureOptions } from './to-match-timeline';
import type { PayOffOptions } from './to-pay-off';
import type { SpeedUp } from './to-speed-up';
import type { TimeOut } from './to-time-out';

/**
 * What jest-lanes adds to `expect`.
 *
 * Each judges a run, a trace, an observed function, a slow server, or an array of these as one: its top-level tasks, its
 * calls, or its requests.
 * Misuse and a trace without tasks throw, under `.not` too.
 */
export interface LanesMatchers<R> {
  /**
   * How many were in flight at the busiest moment, counted in the order of events and not by time.
   *
   * Left out: at least two at some moment; `.not`: one at a time. A number: exactly so many; `.not` with a number throws,
   * since four is not three and neither is five. Bounds include their ends; mind that `{ atMost }` also holds for code
   * that does one thing after another.
   *
   * @throws UsageError for numbers that are no whole ones from 1 up, bounds that cross, and claims that any run meets.
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
   * ends with `|` done, `!` failed, `T` timed out, `x` called off or `>` unfinished. `?` stands for any number or end.
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

  /**
   * The sizes of the groups that started at one instant, in their order: `[4, 4, 4]` for twelve tasks of equal length on
   * four lanes. `.not` throws, since any other sizes would pass.
   *
   * @throws UsageError for a trace of the real clock, on which hardly two tasks start at one instant.
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
   * many of every window between the first start and the last, and at the busiest no more. A number `n` then means that in
   * the order of time each task starts just `per` after the `n`-th before it, so give it more at once than it lets through.
   * `atLeast` bounds every window, and may be 1; it is needed. `.not` takes `atLeast` alone: some window has fewer.
   *
   * @throws UsageError for numbers that are no whole ones from 1 up, bounds that cross, claims that any run meets, and a
   *   `per` that is no number above 0; with `sustained` also for `atMost` alone, if no window has room between the first
   *   start and the last, and for an exact number on the real clock.
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
   * How long it took from the first start to the last end, in milliseconds: on the virtual clock exactly, on the real one
   * give or take `within`. Fails if something was not over when the body settled. `.not` throws, since any other length
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
   * It took less time than the other, from first start to last end: by whatever, or at least `by` times as fast. `.not`:
   * it did not. It compares lengths, not what was done.
   *
   * @throws UsageError if either has work that was not over, or if one is of the real clock and the other is not.
   * @example
   * const pooled = await simulate(() => asyncPool(4).map(sleepOneSecond, range(12)));
   * const serial = await simulate(() => serialPool().map(sleepOneSecond, range(12)));
   * expect(pooled).toBeFasterThan(serial, { by: 4 });
   */
  toBeFasterThan(other: Judged | readonly Judged[], options?: FasterOptions): R;

  /**
   * Two tasks were in flight at the same time, counted in steps. `.not`: they were not.
   *
   * A task is named by its label, what it was given, a pattern of either, or a function that says of a span whether it is
   * meant.
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
   * A pure function, as far as can be seen: for each input it gives the same again, in another order too, in a fresh copy
   * of the module that exports it, and on the `pool`, if one is given; its inputs, its earlier results, globals,
   * `process.env`, prototypes and the exports of its module stay as they are; and it looks at no clock and draws nothing
   * at random, unless `allow` says that it may. It may print. `.not`: it is not.
   *
   * Each input is given to it alone. Await it for an asynchronous function and with a pool; of a synchronous function it
   * judges at once. A function that no module exports, or whose module imports a mock, is not tried in a fresh copy.
   *
   * @throws UsageError if it is no function, if there are no inputs, or if it threw for each of them; if its module cannot
   *   be loaded a second time (`reload: false` leaves that out), and for what cannot be sent to the pool's workers.
   * @example
   * expect((n) => n * n).toBePure([1, 2, 3]);
   * await expect(async () => Date.now()).not.toBePure(['anything']);
   */
  toBePure(inputs: readonly unknown[], options?: PureOptions): R | Promise<void>;

  /**
   * At least one client gave up because time ran out: `'connect'`, before it was connected; `'read'`, after that, while
   * bytes were owed; `'total'`, whenever it was, because the time for all of it ran out; left out, for whatever reason.
   * `.not`: none did.
   *
   * A task or call timed out if its error says so. An abort counts if its reason is a time-out, as that of
   * `AbortSignal.timeout`; that, and the event `'request'` of got's error, name a total time-out. Other clients do not
   * say which they mean.
   *
   * @example
   * const server = galaxyServer('https://usegalaxy.org', { firstByte: 'never' });
   * await simulate(() => fetchVersion(server.origin));
   * expect(server).toTimeOut('read');
   * expect(server).toTimeOut('total');
   */
  toTimeOut(during?: TimeOut): R;

  /**
   * The size from which on more workers gain nothing, of a sweep: no greater size of it is faster by more than `within`, a
   * part of the time (default 0.05). The greatest size of a sweep never counts, since nobody knows what comes next.
   *
   * @throws UsageError for a size that the sweep has not, and under `.not`, which would hold at any other size.
   * @example
   * const delays = [1100, 190, 198, 198, 914];
   * const sweep = await sweepPoolSizes([1, 2, 3, 4, 5], (size) => asyncPool(size).map(sleepFor, delays));
   * expect(sweep).toLevelOffAt(3);
   * expect(sweep).toLevelOffAt(4, { within: 0.005 });
   */
  toLevelOffAt(size: number, options?: Within): R;

  /**
   * So many workers are at least `by` times faster than one, in a sweep.
   *
   * @throws UsageError for a size that the sweep has not, and for `by` of 1 or less.
   * @example
   * const sweep = await sweepPoolSizes([1, 2, 4], (size) => asyncPool(size).map(sleepFor, [100, 100, 100, 100]));
   * expect(sweep).toSpeedUp({ by: 4, at: 4 });
   */
  toSpeedUp(claim: SpeedUp): R;

  /**
   * The start of its workers pays: all of it took less time than `against`, the same tasks without those workers. Counted is
   * from when the first task was asked for to the end of the last, so the start is in it; `toBeFasterThan` leaves it out.
   * `.not`: it took as long or longer. What it prints says from which length of tasks on it pays.
   *
   * @throws UsageError if its first task started at once, so that there was nothing to pay for; if both did not run as many
   *   tasks, or on different clocks; and if either has work that was not over.
   * @example
   * await using pool = threadPool(2);
   * const machine = { cores: 2, threadStart: 50 };
   * const pooled = await simulate(() => pool.map(sleepFor, [100, 100, 100]), machine);
   * const serial = await simulate(() => serialPool().map(sleepFor, [100, 100, 100]), machine);
   * expect(pooled).toPayOff({ against: serial });
   */
  toPayOff(options: PayOffOptions): R;
}

/** The same as parts of an expected value: `{ run: expect.toRunInParallel(4) }`. */
export type LanesAsymmetricMatchers = LanesMatchers<unknown>;

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T = unknown> extends LanesMatchers<R> {}
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface AsymmetricMatchers extends LanesAsymmetricMatchers {}
}

declare global {
  // The form of `@types/jest`, whose namespace it is.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends LanesMatchers<R> {}
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Expect extends LanesAsymmetricMatchers {}
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface InverseAsymmetricMatchers extends LanesAsymmetricMatchers {}
  }
}
