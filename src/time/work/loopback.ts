import type { Server } from 'node:net';
import { shared } from '../../realm';

/** The servers of this process; filled beside the setup file, read by the test's copy of this package. */
const listening = shared('listening', () => new Set<Server>());

type Listen = (this: Server, ...args: unknown[]) => Server;

/** `server.listen`: remembers which ports this process itself listens on. */
export function listen(native: Listen): Listen {
  return function listen(...args) {
    listening.add(this);
    this.once('close', () => listening.delete(this));
    return native.apply(this, args);
  };
}

/** Whether a host name means this machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|\[?::\]?|::ffff:127\.\d+\.\d+\.\d+)$/.test(host);
}

/** Whether a server of this process listens on a port: its answers may depend on the clock, so nobody holds for them. */
export function isOurPort(port: number): boolean {
  for (const server of listening) {
    const address = server.address();
    if (typeof address === 'object' && address?.port === port) return true;
  }
  return false;
}

/** Whether a server of this process listens on a path (a Unix socket). */
export function isOurPath(path: string): boolean {
  for (const server of listening) if (server.address() === path) return true;
  return false;
}
