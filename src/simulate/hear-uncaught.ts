import { install, patch } from '../time/delegates/patch';
import { type UncaughtEvent, listenersOf, toListeners } from '../time/uncaught';
import { testAround } from '../time/test-around';

function isUncaught(event: string | symbol): event is UncaughtEvent {
  return event === 'uncaughtException' || event === 'unhandledRejection' || event === 'rejectionHandled';
}

/**
 * Lets the user's own `process.on('uncaughtException')` and `process.on('unhandledRejection')` hear, as in Node, of what
 * nobody caught in ticks, promises and callbacks of Node's. In Jest they hear of nothing, since `process` is a copy, and
 * Jest's listeners fail the test; so they still do when the user has none.
 *
 * @param heard - called each time they heard something.
 * @returns a function that puts things back.
 */
export function hearUncaught(heard: () => void): () => void {
  const { nodeProcess } = testAround;
  if (nodeProcess === null) return () => undefined;
  const toJest = nodeProcess.emit.bind(nodeProcess) as (event: string | symbol, ...args: unknown[]) => boolean;
  const emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (!isUncaught(event)) return toJest(event, ...args);
    heard();
    try {
      if (toListeners(event, ...args)) return true;
    } catch (error) {
      return toJest('uncaughtException', error, 'uncaughtException');
    }
    // A rejection that nobody listens for becomes an uncaught error, which somebody does listen for.
    if (event === 'unhandledRejection' && listenersOf('uncaughtException').length > 0) return false;
    return toJest(event, ...args);
  };
  return install([patch(nodeProcess, 'emit', emit)]).uninstall;
}
