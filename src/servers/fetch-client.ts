import type { Readable } from 'node:stream';
import type { Phase } from '../trace/span';
import type { Exchange, Patience } from './exchange';
import {
  FETCH_PATIENCE,
  type NetworkError,
  fetchBodyTimeout,
  fetchConnectTimeout,
  fetchFailed,
  fetchHeadersTimeout,
  terminated,
} from './failures';
import { type Client, type Reply, perform } from './phases';

/** Has nock answer a request with a reply. */
export type FetchAnswering = (reply: Reply, request: Request) => Promise<Response>;

/** Whoever asks through `fetch`, with the time-outs that Node's `fetch` has of its own. */
class FetchClient implements Client {
  readonly peer: Client['peer'];
  readonly #began: number;

  constructor(
    private readonly request: Request,
    private readonly exchange: Exchange,
    private readonly answering: FetchAnswering,
    private readonly settle: {
      readonly resolve: (response: Response) => void;
      readonly reject: (reason: unknown) => void;
    },
  ) {
    const { hostname, port, protocol } = new URL(request.url);
    const isSecure = protocol === 'https:';
    this.peer = { hostname: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (isSecure ? 443 : 80), isSecure };
    this.#began = exchange.now;
  }

  // Nobody watches a connection of `fetch` come about.
  lookedUp(): void {}
  connected(): void {}
  secured(): void {}

  sent(): Promise<void> {
    return Promise.resolve();
  }

  patience(phase: Phase): Patience {
    if (phase === 'body') return { ms: FETCH_PATIENCE.body, error: fetchBodyTimeout };
    if (phase === 'send' || phase === 'first-byte') return { ms: FETCH_PATIENCE.headers, error: fetchHeadersTimeout };
    const left = this.#began + FETCH_PATIENCE.connect - this.exchange.now;
    return { ms: left, error: () => fetchConnectTimeout(this.peer) };
  }

  fail(error: NetworkError): void {
    this.settle.reject(fetchFailed(error));
  }

  answer(reply: Reply): void {
    this.exchange.deliver();
    const response = this.answering(reply, this.request);
    response.then(this.settle.resolve, this.settle.reject).finally(() => this.exchange.delivered());
  }

  breakOff(error: NetworkError, body: Readable): void {
    body.destroy(terminated(error));
  }
}

/** Has a request made through `fetch` pass through the phases of its exchange. */
export function performFetch(request: Request, exchange: Exchange, answering: FetchAnswering): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { signal } = request;
    const abort = (): void => {
      exchange.giveUp(signal.reason);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    // undici keeps a signal until every request that follows it is collected, so it must not lead to this one.
    exchange.whenOver(() => signal.removeEventListener('abort', abort));
    perform(exchange, new FetchClient(request, exchange, answering, { resolve, reject })).catch(reject);
  });
}
