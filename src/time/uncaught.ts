import { natives } from './natives';

/**
 * Gives an error that nobody caught to the user's own `uncaughtException` listeners, as Node does.
 *
 * @returns whether there were any. Listeners from before the test file (Jest's copies) do not count.
 */
export function toUncaughtListeners(error: unknown): boolean {
  const listeners = process.listeners('uncaughtException').filter((one) => !natives.uncaughtListeners.has(one));
  for (const listener of listeners) listener.call(process, error as Error, 'uncaughtException');
  return listeners.length > 0;
}
