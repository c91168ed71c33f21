import timersPromises from 'node:timers/promises';
import { inForce } from '../current-clock';
import { nodeDelay } from '../duration';
import { natives } from '../natives';
import { clearImmediate } from '../set-aside';
import type { VirtualClock } from '../virtual-clock';
import { type Patch, patch } from './patch';

interface Options {
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

export function promisedTimeout<T>(delay?: number, value?: T, options?: Options): Promise<T | undefined> {
  const clock = inForce.virtual;
  if (clock === undefined || !isDelay(delay) || !isPlain(options)) {
    return natives.promises.setTimeout(delay, value, options);
  }
  return wait(clock, delay, value, options);
}

export function promisedImmediate<T>(value?: T, options?: Options): Promise<T | undefined> {
  const clock = inForce.virtual;
  if (clock === undefined || !isPlain(options)) return natives.promises.setImmediate(value, options);
  return new Promise((resolve, reject) => {
    const { signal } = options ?? {};
    if (signal?.aborted === true) return reject(abortError(signal));
    const immediate = clock.immediate(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    const abort = (): void => {
      clearImmediate(immediate);
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

function promisedInterval<T>(delay?: number, value?: T, options?: Options): AsyncIterable<T | undefined> {
  const clock = inForce.virtual;
  if (clock === undefined || !isDelay(delay) || !isPlain(options)) {
    return natives.promises.setInterval(delay, value, options);
  }
  return ticks(clock, delay, value, options);
}

function schedulerWait(delay: number, options?: Options): Promise<void> {
  if (inForce.virtual === undefined) return natives.scheduler.wait.call(timersPromises.scheduler, delay, options);
  return promisedTimeout(delay, undefined, options);
}

function schedulerYield(): Promise<void> {
  if (inForce.virtual === undefined) return natives.scheduler.yield.call(timersPromises.scheduler);
  return promisedImmediate();
}

/** `node:timers/promises`, with its scheduler. */
export function timersPromisesPatches(): Patch[] {
  return [
    patch(timersPromises, 'setTimeout', promisedTimeout),
    patch(timersPromises, 'setInterval', promisedInterval),
    patch(timersPromises, 'setImmediate', promisedImmediate),
    patch(timersPromises.scheduler, 'wait', schedulerWait),
    patch(timersPromises.scheduler, 'yield', schedulerYield),
  ];
}
