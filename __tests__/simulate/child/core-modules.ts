import childProcess from 'node:child_process';
import net from 'node:net';
import { performance } from 'node:perf_hooks';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import workerThreads from 'node:worker_threads';

/** What test files of one process share: the properties of Node's own modules, each with all that it holds. */
export function sharedProperties(): ReadonlyMap<string, unknown> {
  const holders: Record<string, object> = {
    timers,
    'timers/promises': timersPromises,
    scheduler: timersPromises.scheduler,
    performance,
    worker_threads: workerThreads,
    'Worker.prototype': workerThreads.Worker.prototype,
    'MessagePort.prototype': workerThreads.MessagePort.prototype,
    'ChildProcess.prototype': childProcess.ChildProcess.prototype,
    'Socket.prototype': net.Socket.prototype,
    'Server.prototype': net.Server.prototype,
    AbortSignal,
    'own fetch': { fetch: (globalThis as { fetch: unknown }).fetch },
  };
  const found = new Map<string, unknown>();
  for (const [name, holder] of Object.entries(holders)) {
    for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
      found.set(`${name}.${key}`, value);
    }
  }
  return found;
}

interface Left {
  before?: ReadonlyMap<string, unknown>;
  captured?: Captured;
}

/** What a file with jest-lanes captured, as a core module's user might. */
export interface Captured {
  readonly setTimeout: typeof timers.setTimeout;
  readonly sleep: typeof timersPromises.setTimeout;
  readonly now: () => number;
  readonly abortAfter: typeof AbortSignal.timeout;
  readonly idle: net.Socket['setTimeout'];
}

/** What one file leaves for the next. Realms share nothing but core modules, so it hangs on one of them. */
export const left = ((timers as unknown as Record<symbol, Left>)[Symbol.for('left')] ??= {});
