import type { Judged } from '../trace/judged';
import type { Bounds } from './bounds';
import type { OrderOptions } from './order-options';
import type { Within } from '../sweep/sweep';
import type { SpeedUp } from './to-speed-up';
import type { TimeOut } from './to-time-out';

/**
 * What jest-lanes adds to `expect`.
 *
 * Each judges a run, a trace, a slow server, or an array of slow servers as one: its top-level tasks, or its requests.
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
   * At least one client gave up because time ran out: `'connect'`, before it was connected; `'read'`, after that, while
   * bytes were owed; left out, at any time, and for tasks too. `.not`: none did.
   *
   * An abort counts if its reason is a time-out, as that of `AbortSignal.timeout`.
   *
   * @example
   * const server = galaxyServer('https://usegalaxy.org', { firstByte: 'never' });
   * await simulate(() => fetchVersion(server.origin));
   * expect(server).toTimeOut('read');
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
