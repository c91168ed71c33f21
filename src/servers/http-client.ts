import type { Socket } from 'node:net';
import type { Ms } from '../time/duration';
import type { Exchange } from './exchange';
import type { NetworkError } from './failures';
import type { HttpRequest } from './http-door';
import { HeldSocket } from './held-socket';
import { type Client, type Reply, perform } from './phases';

/** Whoever asks through `http` or `https`: a `ClientRequest` and its socket. */
class HttpClient implements Client {
  readonly peer: Client['peer'];
  readonly #socket: HeldSocket;
  readonly #sent: Promise<void>;
  #idleAt: Ms | undefined;

  constructor(
    asked: HttpRequest,
    socket: Socket,
    private readonly exchange: Exchange,
  ) {
    const { request, hostname, port } = asked;
    this.peer = { hostname, port, isSecure: request.protocol === 'https:' };
    this.#sent = new Promise((resolve) => request.once('finish', () => resolve()));
    socket.prependListener('timeout', () => (this.#idleAt = exchange.now));
    this.#socket = new HeldSocket(socket, this.peer, {
      // Who reacts to the time-out may be a promise away from it, but not a timer.
      dropped: (error) => exchange.giveUp(error, this.#idleAt !== undefined && exchange.now - this.#idleAt < 1),
      delivered: () => exchange.delivered(),
    });
  }

  lookedUp(): void {
    this.#socket.lookedUp();
  }

  connected(): void {
    this.#socket.connected();
  }

  secured(): void {
    this.#socket.secured();
  }

  sent(): Promise<void> {
    this.#socket.takeIn();
    return this.#sent;
  }

  /** Node's `http` waits for ever. */
  patience(): undefined {
    return undefined;
  }

  fail(error: NetworkError): void {
    this.#socket.destroy(error);
  }

  answer(reply: Reply): void {
    this.exchange.deliver();
    this.#socket.answer(reply);
  }

  breakOff(error: NetworkError): void {
    this.#socket.destroy(error);
  }
}

/** Has a request made through `http` or `https` pass through the phases of its exchange. */
export function performHttp(asked: HttpRequest, exchange: Exchange): void {
  const { request } = asked;
  const begin = async (socket: Socket): Promise<void> => {
    if (!exchange.isOver) await perform(exchange, new HttpClient(asked, socket, exchange));
  };
  request.once('socket', (socket) => void begin(socket).catch((error: unknown) => request.destroy(error as Error)));
  // One that is called off before it has a socket says nothing else.
  request.once('close', () => exchange.giveUp(undefined));
}
