import { inForce } from '../current-clock';
import { nodeDelay } from '../duration';
import { clearImmediate } from '../set-aside';
import type { TimerKind } from '../virtual-timer';

type Callback = (...args: unknown[]) => void;
type Arm = (callback: Callback, delay?: unknown, ...args: unknown[]) => unknown;
type Clear = (handle: unknown) => void;

function arming(kind: TimerKind): (native: Arm) => Arm {
  return (native) =>
    (callback, delay, ...args) => {
      const clock = inForce.virtual;
      // Node words the error for what is no function.
      if (clock === undefined || typeof callback !== 'function') return native(callback, delay, ...args);
      return clock.arm(kind, nodeDelay(delay), callback, args);
    };
}

function clearing(native: Clear): Clear {
  return (handle) => {
    const timer = inForce.virtual?.timerOf(handle);
    if (timer === undefined) native(handle);
    else timer.cancel();
  };
}

/** `setTimeout` and its family. */
export const obedientTimers = {
  setTimeout: arming('timeout'),
  setInterval: arming('interval'),
  setImmediate:
    (native: Arm): Arm =>
    (callback, ...args) => {
      const clock = inForce.virtual;
      if (clock === undefined || typeof callback !== 'function') return native(callback, ...args);
      return clock.immediate(callback, args);
    },
  clearTimeout: clearing,
  clearInterval: clearing,
  clearImmediate: (): Clear => clearImmediate,
};
