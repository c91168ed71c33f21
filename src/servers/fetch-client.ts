import { STATUS_CODES } from 'node:http';
import type { Phase } from '../trace/span';
import type { Body } from './body';
import { type Dispatched, type Hearing, rawHeaders } from './dispatching';
import type { Exchange, Patience } from './exchange';
import {
  FETCH_PATIENCE,
  type NetworkError,
  fetchBodyTimeout,
  fetchConnectTimeout,
  fetchHeadersTimeout,
} from './failures';
import { type Client, type Reply, perform } from './phases';

/** Whoever asks through `fetch`, with the time-outs that Node's `fetch` has of its own. */
class FetchClient implements Client {
  readonly peer: Client['peer'];
  readonly #began: number;

  constructor(
    private readonly asked: Dispatched,
    private readonly hearing: Hearing,
    private readonly exchange: Exchange,
  ) {
    const { hostname, port, protocol } = new URL(asked.origin);
    const isSecure = protocol === 'https:';
    this.peer = { hostname: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (isSecure ? 443 : 80), isSecure };
    this.#began = exchange.now;
  }

  // Nobody watches a connection of `fetch` come about.
  lookedUp(): void {}
  connected(): void {}
  secured(): void {}

  /** The server takes in the body, however slowly it comes. */
  async sent(): Promise<void> {
    for await (const piece of this.asked.body ?? []) if (piece.length > 0) this.exchange.stirred();
  }

  patience(phase: Phase): Patience {
    if (phase === 'body') return { ms: FETCH_PATIENCE.body, error: fetchBodyTimeout };
    if (phase === 'send' || phase === 'first-byte') return { ms: FETCH_PATIENCE.headers, error: fetchHeadersTimeout };
    const left = this.#began + FETCH_PATIENCE.connect - this.exchange.now;
    return { ms: left, error: () => fetchConnectTimeout(this.peer) };
  }

  fail(error: NetworkError): void {
    this.hearing.onError(error);
  }

  answer({ status, headers, body }: Reply): void {
    const { hearing } = this;
    hearing.onHeaders(status, rawHeaders(Object.entries(headers)), () => undefined, STATUS_CODES[status] ?? '');
    body.giveTo({
      piece: (text) => void hearing.onData(Buffer.from(text)),
      end: () => hearing.onComplete([]),
      fail: (error) => hearing.onError(error),
    });
  }

  breakOff(error: NetworkError, body: Body): void {
    body.fail(error);
  }
}

/** Has a request made through `fetch` pass through the phases of its exchange. */
export function performFetch(asked: Dispatched, hearing: Hearing, exchange: Exchange): void {
  hearing.onConnect((reason) => {
    if (exchange.isOver) return;
    exchange.giveUp(reason);
    hearing.onError(reason);
  });
  perform(exchange, new FetchClient(asked, hearing, exchange)).catch((error: unknown) => hearing.onError(error));
}
