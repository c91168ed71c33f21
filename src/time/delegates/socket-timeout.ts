import type { Socket } from 'node:net';
import { inForce } from '../current-clock';
import { natives } from '../natives';

/** The slot in which Node keeps a socket's idle timer, which it refreshes whenever bytes move. */
let idleTimer: symbol | undefined;

type SocketInternals = Socket & { _onTimeout: () => void } & Record<symbol, { refresh(): void } | undefined | null>;

type SetTimeout = (this: SocketInternals, ms: number, callback?: () => void) => Socket;

/** `socket.setTimeout`, and with it the `timeout` option and `setTimeout` method of `http` and `https` requests. */
export function socketTimeout(native: SetTimeout): SetTimeout {
  return function setTimeout(ms, callback) {
    const clock = inForce.virtual;
    // Node checks the arguments, keeps `socket.timeout` and the listener; only its real timer gives way to a virtual one.
    native.call(this, ms, callback);
    if (clock === undefined) return this;
    idleTimer ??= Object.getOwnPropertySymbols(this).find((symbol) => symbol.description === 'timeout');
    if (idleTimer === undefined) return this;
    const real = this[idleTimer];
    if (real === undefined || real === null || ms === 0 || this.destroyed) return this;
    natives.clearTimeout(real as unknown as NodeJS.Timeout);
    this[idleTimer] = clock.arm('timeout', Math.max(1, Math.trunc(ms)), () => this._onTimeout()).unref();
    return this;
  };
}
