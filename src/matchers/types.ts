import type { OrderMatchers } from './order-matchers';
import type { SpeedMatchers } from './speed-matchers';
import type { PureOptions } from './to-be-pure';
import type { TimeOut } from './to-time-out';

/**
 * What jest-lanes adds to `expect`.
 *
 * Each judges a run, a trace, an observed function, a slow server, or an array of these as one: its top-level tasks, its
 * calls, or its requests.
 * Misuse and a trace without tasks throw, under `.not` too.
 */
export interface LanesMatchers<R> extends OrderMatchers<R>, SpeedMatchers<R> {
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
