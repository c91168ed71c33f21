import { natives } from './natives';

/** How Node tells of an error that nobody caught, of a rejection that nobody handles, and of one handled late. */
export type UncaughtEvent = 'uncaughtException' | 'unhandledRejection' | 'rejectionHandled';

type Listener = ((...args: unknown[]) => void) & { readonly listener?: unknown };

/** The listeners that the user added; those from before the test file (Jest's copies) do not count. */
export function listenersOf(event: UncaughtEvent): readonly Listener[] {
  const listeners = process.rawListeners(event) as Listener[];
  return listeners.filter((one) => !natives.uncaughtListeners.has(one.listener ?? one));
}

/**
 * Gives an error that nobody caught to the user's own listeners, as Node does.
 *
 * @returns whether there were any.
 */
export function toListeners(event: UncaughtEvent, ...args: readonly unknown[]): boolean {
  const listeners = listenersOf(event);
  for (const listener of listeners) listener.apply(process, [...args]);
  return listeners.length > 0;
}
