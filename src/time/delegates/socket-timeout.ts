import { Socket } from 'node:net';
import { inForce } from '../current-clock';
import { natives } from '../natives';
import { shared } from '../../realm';
import { type Patch, patch } from './patch';

const nativeSetTimeout = shared('socket.setTimeout', () => Socket.prototype.setTimeout);

/** The slot in which Node keeps a socket's idle timer, which it refreshes whenever bytes move. */
let idleTimer: symbol | undefined;

type SocketInternals = Socket & { _onTimeout: () => void } & Record<symbol, { refresh(): void } | undefined | null>;

function setTimeout(this: SocketInternals, ms: number, callback?: () => void): Socket {
  const clock = inForce.virtual;
  // Node checks the arguments, keeps `socket.timeout` and the listener; only its real timer gives way to a virtual one.
  nativeSetTimeout.call(this, ms, callback);
  if (clock === undefined) return this;
  idleTimer ??= Object.getOwnPropertySymbols(this).find((symbol) => symbol.description === 'timeout');
  if (idleTimer === undefined) return this;
  const real = this[idleTimer];
  if (real === undefined || real === null || ms === 0 || this.destroyed) return this;
  natives.clearTimeout(real as unknown as NodeJS.Timeout);
  this[idleTimer] = clock.arm('timeout', Math.max(1, Math.trunc(ms)), () => this._onTimeout()).unref();
  return this;
}

/** `socket.setTimeout`, and with it the `timeout` option and `setTimeout` method of `http` and `https` requests. */
export function socketTimeoutPatches(): Patch[] {
  return [patch(Socket.prototype, 'setTimeout', setTimeout)];
}
