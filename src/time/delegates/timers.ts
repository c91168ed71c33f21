import timers from 'node:timers';
import { promisify } from 'node:util';
import { inForce } from '../current-clock';
import { nodeDelay } from '../duration';
import { natives } from '../natives';
import { clearImmediate } from '../set-aside';
import type { TimerKind } from '../virtual-timer';
import { type Patch, patch } from './patch';
import { promisedImmediate, promisedTimeout } from './timers-promises';

type Callback = (...args: unknown[]) => void;

function arming(kind: TimerKind, native: typeof natives.setTimeout | typeof natives.setInterval) {
  return (callback: Callback, delay?: unknown, ...args: unknown[]): unknown => {
    const clock = inForce.virtual;
    // Node words the error for what is no function.
    if (clock === undefined || typeof callback !== 'function') return native(callback, delay as number, ...args);
    return clock.arm(kind, nodeDelay(delay), callback, args);
  };
}

function clearing(native: (handle: never) => void) {
  return (handle: unknown): void => {
    const timer = inForce.virtual?.timerOf(handle);
    if (timer === undefined) native(handle as never);
    else timer.cancel();
  };
}

const setTimeout = Object.assign(arming('timeout', natives.setTimeout), { [promisify.custom]: promisedTimeout });
const setInterval = arming('interval', natives.setInterval);

const setImmediate = Object.assign(
  (callback: Callback, ...args: unknown[]): unknown => {
    const clock = inForce.virtual;
    if (clock === undefined || typeof callback !== 'function') return natives.setImmediate(callback, ...args);
    return clock.immediate(callback, args);
  },
  { [promisify.custom]: promisedImmediate },
);

const named = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout: clearing(natives.clearTimeout),
  clearInterval: clearing(natives.clearInterval),
  clearImmediate: (handle: unknown): void => clearImmediate(handle),
};

for (const [name, value] of Object.entries(named)) Object.defineProperty(value, 'name', { value: name });

/** `setTimeout` and its family, on the global object and in `node:timers`. */
export function timerPatches(): Patch[] {
  const entries = Object.entries(named) as [keyof typeof named, unknown][];
  return entries.flatMap(([name, value]) => {
    const inModule = patch(timers as Record<string, unknown>, name, value);
    // jsdom has no setImmediate, and code that looks for it must not find one.
    return name in globalThis ? [patch(globalThis, name, value), inModule] : [inModule];
  });
}
