import type { Patch } from '../delegates/patch';
import type { VirtualClock } from '../virtual-clock';
import { childPatches } from './children';
import { RealHttp } from './http';
import { loopbackPatches } from './loopback';
import { NativeRequests } from './requests';
import { socketPatches } from './sockets';
import { threadPatches } from './threads';

/** What must be in place when the test file loads for real work to be seen later. */
export function workPatches(): Patch[] {
  return [...threadPatches(), ...childPatches(), ...socketPatches(), ...loopbackPatches()];
}

/** Watches for real work that code asked for and that is not yet answered; it holds the clock. */
export class RealWork {
  readonly #requests: NativeRequests;
  readonly #http: RealHttp;

  constructor(clock: VirtualClock) {
    this.#requests = new NativeRequests(clock);
    this.#http = new RealHttp(clock);
  }

  stop(): void {
    this.#requests.stop();
    this.#http.stop();
  }
}
