import type { Judged } from '../trace/judged';
import type { Bounds } from './bounds';
import type { OrderOptions } from './order-options';
import type { PictureOptions } from './to-match-timeline';
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
