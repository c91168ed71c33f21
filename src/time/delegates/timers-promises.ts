import timersPromises from 'node:timers/promises';
import { inForce } from '../current-clock';
import { nodeDelay } from '../duration';
import { clearImmediate } from '../set-aside';
import type { VirtualClock } from '../virtual-clock';

export interface Options {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** Node's own error for an aborted wait: name `AbortError`, code `ABORT_ERR`, the reason as `cause`. */
function abortError(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}

/** What Node refuses goes to Node, which words the refusal. */
function isDelay(delay: unknown): delay is number | undefined {
  return delay === undefined || typeof delay === 'number';
}

function isPlain(options: unknown): options is Options | undefined {
  if (options === undefined) return true;
  if (typeof options !== 'object' || options === null) return false;
  const { signal, ref } = options as { signal?: unknown; ref?: unknown };
  const isSignal = signal === undefined || (typeof signal === 'object' && signal !== null && 'aborted' in signal);
  return isSignal && (ref === undefined || typeof ref === 'boolean');
}

function wait<T>(clock: VirtualClock, delay: unknown, value: T, { signal, ref = true }: Options = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(abortError(signal));
    const timer = clock.arm('timeout', nodeDelay(delay), () => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    if (!ref) timer.unref();
    const abort = (): void => {
      timer.cancel();
      reject(abortError(signal as AbortSignal));
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

type PromisedTimeout = <T>(delay?: number, value?: T, options?: Options) => Promise<T | undefined>;
type PromisedImmediate = <T>(value?: T, options?: Options) => Promise<T | undefined>;

function setTimeoutPromised(native: PromisedTimeout): PromisedTimeout {
  return (delay, value, options) => {
    const clock = inForce.virtual;
    if (clock === undefined || !isDelay(delay) || !isPlain(options)) return native(delay, value, options);
    return wait(clock, delay, value, options);
  };
}

function setImmediatePromised(native: PromisedImmediate): PromisedImmediate {
  return (value, options) => {
    const clock = inForce.virtual;
    if (clock === undefined || !isPlain(options)) return native(value, options);
    return immediate(clock, value, options);
  };
}

function immediate<T>(clock: VirtualClock, value: T, { signal }: Options = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(abortError(signal));
    const waiting = clock.immediate(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    const abort = (): void => {
      clearImmediate(waiting);
      reject(abortError(signal as AbortSignal));
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

async function* ticks<T>(clock: VirtualClock, delay: unknown, value: T, { signal, ref = true }: Options = {}) {
  if (signal?.aborted === true) throw abortError(signal);
  let due = 0;
  let wake = (): void => undefined;
  const timer = clock.arm('interval', nodeDelay(delay), () => {
    due += 1;
    wake();
  });
  if (!ref) timer.unref();
  const abort = (): void => {
    timer.cancel();
    wake();
  };
  signal?.addEventListener('abort', abort, { once: true });
  const isAborted = (): boolean => signal?.aborted === true;
  try {
    for (;;) {
      while (due === 0 && !isAborted()) await new Promise<void>((resolve) => (wake = resolve));
      for (; due > 0; due -= 1) yield value;
      if (isAborted()) throw abortError(signal as AbortSignal);
    }
  } finally {
    timer.cancel();
    signal?.removeEventListener('abort', abort);
  }
}

type PromisedInterval = <T>(delay?: number, value?: T, options?: Options) => AsyncIterable<T | undefined>;

function setIntervalPromised(native: PromisedInterval): PromisedInterval {
  return (delay, value, options) => {
    const clock = inForce.virtual;
    if (clock === undefined || !isDelay(delay) || !isPlain(options)) return native(delay, value, options);
    return ticks(clock, delay, value, options);
  };
}

type SchedulerWait = (delay: number, options?: Options) => Promise<void>;

function schedulerWait(native: SchedulerWait): SchedulerWait {
  return (delay, options) => {
    const clock = inForce.virtual;
    if (clock === undefined || !isDelay(delay) || !isPlain(options)) {
      return native.call(timersPromises.scheduler, delay, options);
    }
    return wait(clock, delay, undefined, options);
  };
}

function schedulerYield(native: () => Promise<void>): () => Promise<void> {
  return () => {
    const clock = inForce.virtual;
    return clock === undefined ? native.call(timersPromises.scheduler) : immediate(clock, undefined);
  };
}

/** `node:timers/promises`, with its scheduler. */
export const obedientPromises = {
  setTimeoutPromised,
  setIntervalPromised,
  setImmediatePromised,
  schedulerWait,
  schedulerYield,
};
