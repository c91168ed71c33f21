import { type Socket, isIP } from 'node:net';
import { bug } from '../errors';
import { natives } from '../time/natives';
import { BodyReader } from './body-reader';
import { SIMULATED_ADDRESS } from './failures';
import { type MockHttpSocket, type SocketResponse, checkMockSocket } from './mock-socket';
import type { Reply } from './phases';
import { unseeded } from './unseeded';

const openSockets = new Set<HeldSocket>();
const noop = (): void => undefined;

/** Lets go of every socket that is still open, as soon as what was on its way has arrived: it will hear no more. */
export function releaseSockets(): void {
  const left = [...openSockets];
  natives.setImmediate(() => natives.setImmediate(() => left.forEach((socket) => socket.abandon())));
}

/** What a held socket tells. */
export interface SocketEvents {
  /** The client destroys it. */
  readonly dropped: (error: Error | undefined) => void;
  /** The first bytes of the response are with the client. */
  readonly delivered: () => void;
}

/** A mock socket that takes each step of a connection when it is told to, and not by itself. */
export class HeldSocket {
  readonly #socket: MockHttpSocket;
  readonly #hostname: string;
  readonly #port: number;
  #isAsked = false;
  #takesIn = false;

  constructor(socket: Socket, peer: { hostname: string; port: number }, events: SocketEvents) {
    checkMockSocket(socket);
    openSockets.add(this);
    socket.once('close', () => natives.setImmediate(() => this.release()));
    this.#socket = socket;
    this.#hostname = peer.hostname;
    this.#port = peer.port;
    const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
    const [destroy, push] = [socket.destroy.bind(socket), socket.push.bind(socket)];
    this.#noteHead(socket);
    own(socket.responseParser, 'execute', () => undefined);
    // Bytes are pushed; Node, which finds nothing to read from, would add a listener for the connection each time.
    own(socket, '_read', () => undefined);
    own(socket, 'mockConnect', () => undefined);
    own(socket, 'flushWriteBuffer', () => undefined);
    own(socket, 'write', (...args: unknown[]) => this.#write(() => write(...args)));
    own(socket, 'destroy', (error?: Error) => {
      events.dropped(error);
      return silently(socket, () => destroy(error));
    });
    own(socket, 'push', (...chunk: Parameters<Socket['push']>) => {
      socket._unrefTimer();
      const goesOn = push(...chunk);
      events.delivered();
      return goesOn;
    });
  }

  lookedUp(): void {
    // Node looks up no address that is one already.
    if (isIP(this.#hostname) === 0) this.#socket.emit('lookup', null, SIMULATED_ADDRESS, 4, this.#hostname);
    this.#socket._unrefTimer();
  }

  connected(): void {
    const address = { address: SIMULATED_ADDRESS, family: 'IPv4', port: this.#port };
    Object.assign(this.#socket, { connecting: false, address: () => address });
    this.#socket._unrefTimer();
    this.#socket.emit('connect');
    this.#socket.emit('ready');
  }

  secured(): void {
    this.#socket._unrefTimer();
    for (const event of ['secure', 'secureConnect']) this.#socket.emit(event);
    for (const ticket of ['first', 'second']) this.#socket.emit('session', Buffer.from(`simulated ${ticket} ticket`));
  }

  /** The bytes of the request go out: those written so far now, later ones as they are written. */
  takeIn(): void {
    this.#takesIn = true;
    this.#flush();
  }

  /** Sends an answer: its head at once, its body as it comes. */
  answer({ status, headers, body }: Reply): void {
    if (!this.#isAsked) throw bug('a request was to be answered before its head was written');
    const response: SocketResponse = {
      status,
      // Node's own words for it.
      statusText: '',
      headers: new Map(Object.entries(headers)),
      body: { getReader: () => new BodyReader(body) },
    };
    this.#socket.respondWith(response).catch((error: unknown) => this.destroy(error as Error));
  }

  destroy(error: Error): void {
    this.#socket.destroy(error);
  }

  /** Lets go of the parsers: their socket frees them, but never closes them, so they would live as long as the process. */
  release(): void {
    openSockets.delete(this);
    this.#socket.requestParser.close();
    this.#socket.responseParser.close();
  }

  /** Lets go of a socket that will never close, since its client waits for what will not come. */
  abandon(): void {
    if (!openSockets.has(this)) return;
    for (const event of ['data', 'end']) this.#socket.removeAllListeners(event);
    this.#socket.parser?.close();
    this.#socket.parser = null;
    this.release();
  }

  #noteHead(socket: MockHttpSocket): void {
    const { requestParser } = socket;
    const { kOnHeadersComplete, kOnBody } = requestParser.constructor;
    const asked = (): boolean => (this.#isAsked = true);
    requestParser[kOnHeadersComplete] = asked;
    requestParser[kOnBody] = noop;
  }

  #write(write: () => boolean): boolean {
    const goesOn = unseeded(write);
    if (this.#takesIn) process.nextTick(() => this.#flush());
    return goesOn;
  }

  #flush(): void {
    this.#socket._unrefTimer();
    (Object.getPrototypeOf(this.#socket) as MockHttpSocket).flushWriteBuffer.call(this.#socket);
  }
}

/** Puts a property on one object, in front of the one its class has. */
function own(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, configurable: true });
}

/** Does work without what it emits at once: `destroy` of a mock socket announces its error now, and Node soon after. */
function silently<T>(socket: Socket, work: () => T): T {
  own(socket, 'emit', () => true);
  try {
    return work();
  } finally {
    Reflect.deleteProperty(socket, 'emit');
  }
}
