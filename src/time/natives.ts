import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import type * as Outside from '../outside';
import { shared } from '../realm';
import { areFakeTimersOn } from './fake-timers';

const MS_PER_SECOND = 1000;
const NS_PER_MS = 1e6;

/** The real one also where fake timers have taken that of the realm: Node's own `process` is outside of it. */
function realHrtime(): NodeJS.HRTime {
  // They may have taken this and no timer.
  if (!areFakeTimersOn() && !('clock' in process.hrtime)) return process.hrtime;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: hardly anybody needs it
  const { requireOutside } = require('../outside') as typeof Outside;
  return (requireOutside('node:process') as NodeJS.Process).hrtime;
}

/** Milliseconds of the machine's monotonic clock, which reads the same in every process. */
function nowBy(hrtime: NodeJS.HRTime): () => number {
  return () => {
    // By index: to take it apart as a pattern would iterate.
    const time = hrtime();
    return time[0] * MS_PER_SECOND + time[1] / NS_PER_MS;
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
  now: nowBy(realHrtime()),
}));
