import type * as PerfHooks from 'node:perf_hooks';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { shared } from '../realm';
import { areFakeTimersOn } from './fake-timers';

const MS_PER_SECOND = 1000;
const NS_PER_MS = 1e6;

/** Milliseconds on the real monotonic clock. */
function realNow(): () => number {
  if (areFakeTimersOn()) {
    // They took `hrtime` too. Late, as workers can do without that module, and load it only if their tasks do.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { performance } = require('node:perf_hooks') as typeof PerfHooks;
    return performance.now.bind(performance);
  }
  const { hrtime } = process;
  return () => {
    const [seconds, ns] = hrtime();
    return seconds * MS_PER_SECOND + ns / NS_PER_MS;
  };
}

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
  now: realNow(),
}));
