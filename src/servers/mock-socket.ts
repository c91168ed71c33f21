import type { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Reading } from './body-reader';

/**
 * The private parts of @mswjs/interceptors 0.41 that phases need, all of them, and nowhere else.
 *
 * Its `MockHttpSocket` connects only when the response is there (`mockConnect`), so a slow first byte would look like a
 * slow connection; tells the client that its bytes are out whenever somebody reads them (`flushWriteBuffer`); and sends
 * the head together with the first piece of body. Of what its parsers see it makes a `Request` and a `Response` for nock to
 * look at, which costs more than all the rest, and nock a request and a response of its own; nobody needs any of them
 * here, since the socket can be given the answer (`respondWith`). After it the socket closes, unless a parser that nobody
 * hears any more has told it that the client would keep it.
 */
export interface MockHttpSocket extends Socket {
  mockConnect(): void;
  flushWriteBuffer(): void;
  respondWith(response: SocketResponse): Promise<void>;
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
  execute(bytes: Buffer): unknown;
  /** The numbers under which it keeps what it calls. */
  readonly constructor: { readonly kOnHeadersComplete: number; readonly kOnBody: number };
  [callback: number]: () => void;
}

/** What the socket reads of a `Response` as `fetch` has it. */
export interface SocketResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: { entries(): Iterable<readonly [name: string, value: string]> };
  readonly body: { getReader(): { read(): Promise<Reading> } };
}

/** The agent that nock gives a request in place of its own. */
interface MockAgent extends Agent {
  readonly customAgent?: unknown;
  readonly onRequest: unknown;
  readonly options: { timeout?: number };
}

const METHODS = ['mockConnect', 'flushWriteBuffer', 'respondWith', '_unrefTimer'] as const;
const PARSERS = ['requestParser', 'responseParser'] as const;

/**
 * Checks that a socket has the parts needed.
 *
 * @throws Error if nock is built on another release of @mswjs/interceptors than ours knows.
 */
export function checkMockSocket(socket: Socket): asserts socket is MockHttpSocket {
  const parts = socket as unknown as Partial<Record<string, unknown>>;
  const missing = [
    ...METHODS.filter((name) => typeof parts[name] !== 'function'),
    ...PARSERS.filter((name) => !isParser(parts[name])),
  ];
  if (missing.length === 0) return;
  throw new Error(
    `jest-lanes cannot slow down \`http\` requests here: the socket that nock gives them (${socket.constructor.name}) ` +
      `has no ${missing.join(', ')}. It needs nock 14 with @mswjs/interceptors 0.41; check with ` +
      '`npm ls nock @mswjs/interceptors`.',
  );
}

function isParser(part: unknown): boolean {
  const { close, execute, constructor } = (part ?? {}) as Partial<HttpParser>;
  const callbacks = [constructor?.kOnHeadersComplete, constructor?.kOnBody];
  return [close, execute].every((method) => typeof method === 'function') && callbacks.every(Number.isInteger);
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
