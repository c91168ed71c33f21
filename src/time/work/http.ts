import diagnosticsChannel from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Release } from '../clock';
import type { VirtualClock } from '../virtual-clock';
import { isOurPort } from './loopback';
import { declaredServers } from './network';

interface FetchRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
}

/** What undici says of a connection that it makes; `connector` is one client's own. */
interface Connecting {
  readonly connector: object;
  readonly connectParams: { readonly protocol: string; readonly host: string };
}

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/**
 * Holds the clock for HTTP on a real socket, from the request to the end of the response.
 *
 * Not for a server of this very process: one that never answers must not freeze its client's time-out. Not for a
 * simulated server, which sleeps on the clock. A connection that `fetch` makes holds to whomever: before its first,
 * undici compiles its parser on a thread of V8's, where nothing else sees it.
 */
export class RealHttp {
  readonly #fetches = new Map<object, Release>();
  readonly #connections = new Map<object, { readonly origin: string; readonly release: Release }>();
  readonly #unanswered = new Set<{ readonly name: string }>();

  constructor(private readonly clock: VirtualClock) {
    keepChannels(this.#listeners.map(([name]) => name));
    for (const [name, listener] of this.#listeners) diagnosticsChannel.subscribe(name, listener);
  }

  stop(): void {
    for (const [name, listener] of this.#listeners) diagnosticsChannel.unsubscribe(name, listener);
  }

  /** The requests that servers of this process have not answered. */
  get unanswered(): readonly string[] {
    return [...this.#unanswered].map(({ name }) => name);
  }

  readonly #httpStarted = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    const origin = `${request.protocol}//${String(request.getHeader('host'))}`;
    const release = this.#waitFor(origin, `${request.method} ${origin}${request.path}`);
    if (release !== undefined) request.once('close', release);
  };

  readonly #fetchStarted = (message: unknown): void => {
    const { request } = message as { request: FetchRequest };
    const release = this.#waitFor(request.origin, `${request.method} ${request.origin}${request.path}`);
    if (release !== undefined) this.#fetches.set(request, release);
  };

  readonly #fetchEnded = (message: unknown): void => {
    const { request } = message as { request: FetchRequest };
    this.#fetches.get(request)?.();
    this.#fetches.delete(request);
  };

  readonly #fetchFailed = (message: unknown): void => {
    const { request } = message as { request: FetchRequest };
    this.#fetchEnded(message);
    // Of a client that was destroyed while it connected, nothing more is heard than that its requests failed.
    for (const [connector, { origin }] of this.#connections)
      if (origin === request.origin) this.#connected({ connector });
  };

  readonly #connecting = (message: unknown): void => {
    const { connector, connectParams } = message as Connecting;
    const { protocol, host } = connectParams;
    this.#connected(message);
    this.#connections.set(connector, {
      origin: `${protocol}//${host}`,
      release: this.clock.hold(`connection of fetch to ${host}`),
    });
  };

  readonly #connected = (message: unknown): void => {
    const { connector } = message as Pick<Connecting, 'connector'>;
    this.#connections.get(connector)?.release();
    this.#connections.delete(connector);
  };

  readonly #listeners: readonly [string, (message: unknown) => void][] = [
    ['http.client.request.start', this.#httpStarted],
    ['undici:request:create', this.#fetchStarted],
    ['undici:request:trailers', this.#fetchEnded],
    ['undici:request:error', this.#fetchFailed],
    ['undici:client:beforeConnect', this.#connecting],
    ['undici:client:connected', this.#connected],
    ['undici:client:connectError', this.#connected],
  ];

  #waitFor(origin: string, name: string): Release | undefined {
    this.clock.quiescence.httpSeen();
    if (!URL.canParse(origin) || declaredServers.has(new URL(origin).origin)) return undefined;
    const { protocol, port } = new URL(origin);
    if (!isOurPort(Number(port) || (DEFAULT_PORTS[protocol] ?? 0))) return this.clock.hold(name);
    const request = { name };
    this.#unanswered.add(request);
    return () => void this.#unanswered.delete(request);
  }
}

const KEPT = Symbol.for('jest-lanes.channels');

/**
 * Keeps channels for as long as the process lives. Node lets go of one without subscribers, and when it is collected
 * forgets the next of that name as well: then undici, which loads late, would publish on a channel nobody finds.
 */
function keepChannels(names: readonly string[]): void {
  if (Object.hasOwn(diagnosticsChannel, KEPT)) return;
  Object.defineProperty(diagnosticsChannel, KEPT, { value: names.map((name) => diagnosticsChannel.channel(name)) });
}
