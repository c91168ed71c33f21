import { UsageError } from '../errors';
import type { Clock } from '../time/clock';
import { declaredServers } from '../time/work/network';
import { isLoopback } from '../time/work/loopback';
import type { Recorder } from '../trace/recorder';
import { Exchange } from './exchange';
import type { Dispatched, Hearing } from './dispatching';
import { performFetch } from './fetch-client';
import { isNodesFetch, openFetchDoor } from './fetch-door';
import type { Admission, Asked } from './gate';
import { type Admitting, Gates } from './gates';
import { noteAborts } from './giving-up';
import { performHttp } from './http-client';
import { type HttpRequest, openHttpDoor } from './http-door';
import { releaseSockets } from './held-socket';
import { performNock } from './nock-client';
import { NockDoor } from './nock-door';
import type { Reply } from './phases';
import { describeServers, registry } from './registry';

/** Who answers a request: a server of ours, the user's own nock, the real network (this machine only), or nobody. */
export type Answerer = 'server' | 'nock' | 'network' | 'nobody';

/** The simulated network of one simulation: from the first declared server on, all requests go through it. */
export class Network {
  /** The first request that nobody answered; code under test may have swallowed its error. */
  fault: Error | undefined;
  readonly #underWay = new Set<Exchange>();
  #nock: NockDoor | undefined;
  #closers: (() => void)[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly gates: Admitting,
  ) {}

  /** Answers for all servers declared so far; with the first, it puts itself in the way of all requests. */
  install(): void {
    if (registry.servers.size === 0) return;
    this.#nock ??= this.#open();
    for (const origin of registry.servers.keys()) this.#nock.serve(origin);
  }

  #open(): NockDoor {
    const nock = new NockDoor((...asked) => this.simulateUnseen(...asked));
    this.#closers = [
      releaseSockets,
      () => nock.close(),
      openHttpDoor(this),
      ...(nock.fetchBefore !== undefined && isNodesFetch() ? [openFetchDoor(this, nock.fetchBefore, nock.fetch)] : []),
      noteAborts(),
    ];
    return nock;
  }

  close(): void {
    for (const exchange of this.#underWay) exchange.forget();
    for (const close of this.#closers.splice(0).reverse()) close();
    this.#nock = undefined;
  }

  /** Whether the clock need not be held for requests to an origin. */
  isSimulated(origin: string): boolean {
    const who = this.whoAnswers(origin);
    return who === 'server' || who === 'nock';
  }

  whoAnswers(origin: string): Answerer {
    if (registry.servers.has(origin)) return 'server';
    if (this.#nock?.mocks(origin) === true) return 'nock';
    return isLoopback(new URL(origin).hostname) ? 'network' : 'nobody';
  }

  /** Has the server of its origin answer a request made through `http` or `https`. */
  simulateHttp(asked: HttpRequest): void {
    const { request, origin } = asked;
    const { method, path } = request;
    const texts = Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)] as const);
    const headers: Record<string, string> = Object.fromEntries(texts);
    performHttp(asked, this.#begin(origin, { method, path, headers }));
  }

  /** Has the server of its origin answer a request made through `fetch`. */
  simulateFetch(asked: Dispatched, hearing: Hearing): Exchange {
    const { method, path, origin } = asked;
    const { host } = new URL(origin);
    const headers: Record<string, string> = { host };
    for (const [name, value] of Object.entries(asked.headers)) headers[name.toLowerCase()] = value;
    const exchange = this.#begin(String(origin), { method, path, headers });
    performFetch(asked, hearing, exchange);
    return exchange;
  }

  /** Has the server of its origin answer a request that only nock knows of. */
  async simulateUnseen(url: URL, method: string, headers: Record<string, string>): Promise<Reply> {
    const { origin, pathname, search } = url;
    return performNock(url, this.#begin(origin, { method, path: pathname + search, headers }));
  }

  /** The error for a request that nobody answers. */
  refuse(method: string, url: string): Error {
    const { origin } = new URL(url);
    return this.#faulty(
      new UsageError(
        `${method} ${url} was asked inside \`simulate\`, and no server is declared for ${origin}.\n${describeServers()}`,
      ),
    );
  }

  /** Lets a request in to a server, from a worker too. */
  admit(...asked: Parameters<Admitting['admit']>): Admission {
    try {
      return this.gates.admit(...asked);
    } catch (error) {
      throw this.#faulty(error as Error);
    }
  }

  #begin(origin: string, asked: Asked): Exchange {
    const { method, path } = asked;
    const admission = this.admit(origin, asked);
    const exchange = new Exchange({ clock: this.clock, server: origin, method, path, ...admission });
    this.#underWay.add(exchange);
    exchange.whenOver(() => this.#underWay.delete(exchange));
    return exchange;
  }

  #faulty(error: Error): Error {
    this.fault ??= error;
    return error;
  }
}

/**
 * A simulation begins: declared servers answer from now on, and those declared meanwhile from then on.
 *
 * @param clock - on which their phases take place.
 * @param recorder - which gets the spans of their requests.
 */
export function openNetwork(clock: Clock, recorder: Recorder): void {
  for (const server of registry.servers.values()) server.recordedBy(recorder);
  openNetworkBehind(new Gates(clock.seed, recorder), clock);
}

/** The same, where requests are let in by these gates. */
export function openNetworkBehind(gates: Admitting, clock: Clock): void {
  const network = new Network(clock, gates);
  registry.network = network;
  const has = (origin: string): boolean => network.isSimulated(origin);
  declaredServers.has = has;
  declaredServers.describe = describeServers;
  try {
    network.install();
  } catch (error) {
    closeNetwork();
    throw error;
  }
}

const nobody = (): boolean => false;

/**
 * A simulation is over, in whatever way: `http` and `fetch` are Node's own again. Calling it twice does nothing.
 *
 * @returns the error of the first request that nobody answered, if there was one; the code under test may have
 *   swallowed it.
 */
export function closeNetwork(): Error | undefined {
  const { network } = registry;
  registry.network = undefined;
  declaredServers.has = nobody;
  network?.close();
  return network?.fault;
}
