import type { Agent } from 'node:http';
import { type Socket, isIP } from 'node:net';
import { bug } from '../errors';
import { natives } from '../time/natives';
import { SIMULATED_ADDRESS } from './failures';
import { unseeded } from './unseeded';

/**
 * The private parts of @mswjs/interceptors 0.41 that phases need, all of them, and nowhere else.
 *
 * Its `MockHttpSocket` connects only when the response is there (`mockConnect`), so a slow first byte would look like a
 * slow connection; hands a request on as soon as its head is written (`onRequest`); tells the client that its bytes
 * are out whenever somebody reads them (`flushWriteBuffer`); and sends the head together with the first piece of body.
 */
interface MockHttpSocket extends Socket {
  mockConnect(): void;
  flushWriteBuffer(): void;
  onRequest(asked: Asked): void;
  respondWith(response: Response): Promise<void>;
  readonly requestParser: HttpParser;
  readonly responseParser: HttpParser;
  /** The client's own, Node's, until the socket closes. */
  parser?: HttpParser | null;
  /** Restarts the idle time-out; Node's own sockets call it whenever bytes move. */
  _unrefTimer(): void;
}

/** Node's parser of HTTP: alive, with the realm of whoever used it last, until it is closed. */
interface HttpParser {
  close(): void;
}

/** A request as it is handed on, in the form that `fetch` has it. */
interface Asked {
  readonly request: Request;
}

/** The agent that nock gives a request in place of its own. */
interface MockAgent extends Agent {
  readonly customAgent?: unknown;
  readonly onRequest: unknown;
  readonly options: { timeout?: number };
}

const METHODS = ['mockConnect', 'flushWriteBuffer', 'onRequest', 'respondWith', '_unrefTimer'] as const;
const PARSERS = ['requestParser', 'responseParser'] as const;

/**
 * Checks that a socket has the parts needed.
 *
 * @throws Error if nock is built on another release of @mswjs/interceptors than ours knows.
 */
export function checkMockSocket(socket: Socket): asserts socket is MockHttpSocket {
  const parts = socket as unknown as Partial<Record<string, { close?: unknown }>>;
  const missing = [
    ...METHODS.filter((name) => typeof parts[name] !== 'function'),
    ...PARSERS.filter((name) => typeof parts[name]?.close !== 'function'),
  ];
  if (missing.length === 0) return;
  throw new Error(
    `jest-lanes cannot slow down \`http\` requests here: the socket that nock gives them (${socket.constructor.name}) ` +
      `has no ${missing.join(', ')}. It needs nock 14 with @mswjs/interceptors 0.41; check with ` +
      '`npm ls nock @mswjs/interceptors`.',
  );
}

/** Whether nock has a request in hand, by its agent. */
export function isMockAgent(agent: Agent): agent is MockAgent {
  return typeof (agent as Partial<MockAgent>).onRequest === 'function' && 'customAgent' in agent;
}

/** The agent the user gave, or would have got, in place of nock's. */
export function agentBehind(agent: MockAgent, standard: Agent): Agent {
  const { customAgent } = agent;
  if (customAgent === false) return new (standard.constructor as new () => Agent)();
  const isAgent = typeof (customAgent as { addRequest?: unknown } | undefined)?.addRequest === 'function';
  return isAgent ? (customAgent as Agent) : standard;
}

const openSockets = new Set<HeldSocket>();

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
  readonly #handOn: (asked: Asked) => void;
  #asked: Asked | undefined;
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
    const respondWith = socket.respondWith.bind(socket);
    this.#handOn = socket.onRequest.bind(socket);
    // Bytes are pushed; Node, which finds nothing to read from, would add a listener for the connection each time.
    own(socket, '_read', () => undefined);
    own(socket, 'mockConnect', () => undefined);
    own(socket, 'flushWriteBuffer', () => undefined);
    own(socket, 'onRequest', (asked: Asked) => (this.#asked = asked));
    own(socket, 'write', (...args: unknown[]) => this.#write(() => write(...args)));
    own(socket, 'respondWith', (response: Response) => respondWith(withHeadFirst(response)));
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

  /** Hands the request on to nock, once `prepare` has had it in hand and lets it. */
  letThrough(prepare: (request: Request, letThrough: () => void) => void): void {
    const asked = this.#asked;
    if (asked === undefined) throw bug('a request was to be answered before its head was written');
    prepare(asked.request, () => this.#handOn(asked));
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

/** A response whose head goes out at once: an empty first piece of body makes Node's `ServerResponse` send it. */
function withHeadFirst(response: Response): Response {
  const { body } = response;
  if (body === null) return response;
  const getReader = (): unknown => {
    const reader = body.getReader();
    let isHeadOut = false;
    const read = (): unknown => {
      if (isHeadOut) return reader.read();
      isHeadOut = true;
      return Promise.resolve({ done: false, value: new Uint8Array(0) });
    };
    return { read };
  };
  own(response, 'body', { getReader });
  return response;
}
