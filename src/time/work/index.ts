import type { VirtualClock } from '../virtual-clock';
import { RealHttp } from './http';
import { NativeRequests } from './requests';

/** Watches for real work that code asked for and that is not yet answered; it holds the clock. */
export class RealWork {
  readonly #requests: NativeRequests;
  readonly #http: RealHttp;

  constructor(clock: VirtualClock) {
    this.#requests = new NativeRequests(clock);
    this.#http = new RealHttp(clock);
  }

  /** What servers of this process were asked and have not answered: nobody holds for that. */
  get unanswered(): readonly string[] {
    return this.#http.unanswered;
  }

  stop(): void {
    this.#requests.stop();
    this.#http.stop();
  }
}
