import { inForce } from '../current-clock';
import { natives } from '../natives';
import { type Patch, patch } from './patch';

function timeout(ms: number): AbortSignal {
  const clock = inForce.virtual;
  // Node words the error for a delay it does not take.
  if (clock === undefined || !Number.isSafeInteger(ms) || ms < 0) return natives.abortAfter.call(AbortSignal, ms);
  const controller = new AbortController();
  const abort = (): void =>
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  clock.arm('timeout', Math.max(1, ms), abort).unref();
  return controller.signal;
}

/** `AbortSignal.timeout`. */
export function abortSignalPatches(): Patch[] {
  return [patch(AbortSignal, 'timeout', timeout)];
}
