const DEEPEST_CAUSE = 5;
const TIMEOUT_ERR = 23;

/**
 * Whether an error, or what caused it, says that the time for all of the work ran out, rather than that for a part of it:
 * the reason of `AbortSignal.timeout` (a `DOMException`), or got's `TimeoutError` whose event is `'request'`.
 */
export function isTotal(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST_CAUSE) return false;
  const { name, code, event, cause } = error as Record<string, unknown>;
  if (name === 'TimeoutError' && (code === TIMEOUT_ERR || event === 'request')) return true;
  return isTotal(cause, depth + 1);
}
