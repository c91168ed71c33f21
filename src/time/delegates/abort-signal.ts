import { inForce } from '../current-clock';
import { nodeDelay } from '../duration';

const LONGEST_DELAY = 2 ** 32 - 1;

/** `AbortSignal.timeout`. */
export function abortAfter(native: typeof AbortSignal.timeout): typeof AbortSignal.timeout {
  return (ms) => {
    const clock = inForce.virtual;
    // Node words the error for a delay it does not take.
    const isTaken = Number.isInteger(ms) && ms >= 0 && ms <= LONGEST_DELAY;
    if (clock === undefined || !isTaken) return native.call(AbortSignal, ms);
    const controller = new AbortController();
    const abort = (): void =>
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    clock.arm('timeout', nodeDelay(ms), abort).unref();
    return controller.signal;
  };
}
