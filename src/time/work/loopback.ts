import { Server } from 'node:net';
import { shared } from '../../realm';
import { type Patch, patch } from '../delegates/patch';

const nativeListen = shared('server.listen', () => Server.prototype.listen);

/** The servers of this process; the setup file's copy of this package fills it, the test's reads it. */
const listening = shared('listening', () => new Set<Server>());

function listen(this: Server, ...args: unknown[]): Server {
  listening.add(this);
  this.once('close', () => listening.delete(this));
  return (nativeListen as (...args: unknown[]) => Server).apply(this, args);
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

/** Remembers which ports this process itself listens on. */
export function loopbackPatches(): Patch[] {
  return [patch(Server.prototype, 'listen', listen)];
}
