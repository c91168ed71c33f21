import type { Body } from './body';
import type { Exchange } from './exchange';
import type { NetworkError } from './failures';
import { type Client, type Reply, perform } from './phases';

/**
 * Whoever asks through a door that only nock guards (`new http.ClientRequest`, jsdom's `XMLHttpRequest`): the phases take
 * their time before nock answers, but the client sees none of them pass.
 */
class NockClient implements Client {
  constructor(
    readonly peer: Client['peer'],
    private readonly settle: { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void },
  ) {}

  lookedUp(): void {}
  connected(): void {}
  secured(): void {}

  sent(): Promise<void> {
    return Promise.resolve();
  }

  patience(): undefined {
    return undefined;
  }

  fail(error: NetworkError): void {
    this.settle.reject(error);
  }

  answer(reply: Reply): void {
    this.settle.resolve(reply);
  }

  breakOff(error: NetworkError, body: Body): void {
    body.fail(error);
  }
}

/** Has a request that nock alone knows of pass through the phases of its exchange. */
export function performNock(url: URL, exchange: Exchange): Promise<Reply> {
  const isSecure = url.protocol === 'https:';
  const peer = { hostname: url.hostname, port: Number(url.port) || (isSecure ? 443 : 80), isSecure };
  return new Promise((resolve, reject) => {
    perform(exchange, new NockClient(peer, { resolve, reject })).catch(reject);
  });
}
