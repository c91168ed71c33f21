import { performance } from 'node:perf_hooks';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { shared } from '../realm';
import { areFakeTimersOn } from './fake-timers';

/**
 * The real clock and the real timers, captured before anything is faked: the only way this package reads real time.
 *
 * Taken from the core modules, because the globals of a Jest realm may be fake already.
 */
export const natives = shared('natives', () => ({
  /** Whether fake timers were on already (`fakeTimers.enableGlobally`): some of these are then fakes. */
  areFake: areFakeTimersOn(),
  setTimeout: timers.setTimeout,
  clearTimeout: timers.clearTimeout,
  setInterval: timers.setInterval,
  clearInterval: timers.clearInterval,
  setImmediate: timers.setImmediate,
  clearImmediate: timers.clearImmediate,
  promises: { setImmediate: timersPromises.setImmediate },
  Date: globalThis.Date,
  dateNow: globalThis.Date.now,
  random: Math.random,
  fetch: (globalThis as { fetch?: typeof fetch }).fetch,
  abortAfter: AbortSignal.timeout,
  hrtime: process.hrtime,
  atomicsWait: Atomics.wait as (...args: unknown[]) => ReturnType<typeof Atomics.wait>,
  hrtimeBigint: process.hrtime.bigint,
  /** Who listened before any test did (Jest's own copies among them). */
  uncaughtListeners: new Set<unknown>([
    ...process.listeners('uncaughtException'),
    ...process.listeners('unhandledRejection'),
    ...process.listeners('rejectionHandled'),
  ]),
  /** Milliseconds on the real monotonic clock. */
  now: performance.now.bind(performance),
}));
