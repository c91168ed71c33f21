import * as http from 'node:http';
import * as https from 'node:https';
import { shared } from '../realm';
import { AgentQueues } from './agent-queue';
import { agentBehind, isMockAgent } from './mock-socket';

/** A request that is about to get its socket. */
export interface HttpRequest {
  readonly request: http.ClientRequest;
  readonly origin: string;
  readonly hostname: string;
  readonly port: number;
}

/** What becomes of a request: a server of ours answers it, nock's own mocks or the real network do, or nobody. */
export interface HttpRules {
  /** Who answers for an origin. */
  whoAnswers(origin: string): 'server' | 'nock' | 'network' | 'nobody';
  /** Called for a server's request just before it gets its socket. */
  simulateHttp(asked: HttpRequest): void;
  /** The error for a request that nobody answers. */
  refuse(method: string, url: string): Error;
}

interface ConnectionOptions {
  readonly host?: string;
  readonly port?: number | string;
  readonly socketPath?: string;
}

type AddRequest = (this: http.Agent, request: http.ClientRequest, options: ConnectionOptions) => void;
type AgentInternals = http.Agent & { addRequest: AddRequest };

const native = shared('agent.addRequest', () => (http.Agent.prototype as AgentInternals).addRequest);

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/**
 * Sees every `http` and `https` request at the moment it asks its agent for a socket, inside the constructor: also one
 * made through a `request` or `get` that was captured before nock was there.
 *
 * @returns a function that stops seeing them.
 */
export function openHttpDoor(rules: HttpRules): () => void {
  const prototype = http.Agent.prototype as AgentInternals;
  const nockAgents = new NockAgents();
  const queues = new AgentQueues();
  function addRequest(this: http.Agent, request: http.ClientRequest, options: ConnectionOptions): void {
    if (nockAgents.caught(this)) return;
    const asked = whoIsAsked(request, options);
    const agent = agentOf(this, request);
    const who = asked === undefined ? 'network' : rules.whoAnswers(asked.origin);
    if (asked === undefined || who === 'network') return native.call(agent, request, options);
    const mocked = (): http.Agent => (isMockAgent(this) ? this : nockAgents.catch(request));
    if (who === 'nock') return native.call(mocked(), request, options);
    const refused = who === 'nobody' ? rules.refuse(request.method, asked.origin + request.path) : undefined;
    if (refused !== undefined) return fail(request, refused);
    queues.enter(agent, asked.origin, request, () => {
      const mock = mocked();
      simulate(rules, asked, () => {
        withTimeoutOf(agent, mock, request);
        native.call(mock, request, options);
      });
    });
  }
  prototype.addRequest = addRequest;
  return () => {
    if (prototype.addRequest === addRequest) prototype.addRequest = native;
  };
}

/** Has a server of ours answer, unless its plan cannot. */
function simulate(rules: HttpRules, asked: HttpRequest, connect: () => void): void {
  const { request } = asked;
  try {
    // One that was called off while it waited for a socket has nothing to ask.
    if (!request.destroyed) rules.simulateHttp(asked);
  } catch (error) {
    return fail(request, error);
  }
  connect();
}

/** Gets hold of an agent as nock gives them, for a request that did not come through nock's door. */
class NockAgents {
  #agent: http.Agent | undefined;
  #isCatching = false;

  /** Makes a request through nock's own door, which comes no further than its agent. */
  catch(request: http.ClientRequest): http.Agent {
    const { protocol } = request;
    this.#isCatching = true;
    moduleOf(protocol).request(`${protocol}//caught.invalid`);
    this.#isCatching = false;
    // Its own agent has told it to keep the connection; nock's close each one.
    Object.assign(request, { shouldKeepAlive: false, _last: true });
    return this.#agent as http.Agent;
  }

  caught(agent: http.Agent): boolean {
    if (this.#isCatching) this.#agent = agent;
    return this.#isCatching;
  }
}

function moduleOf(protocol: string): typeof http | typeof https {
  return protocol === 'https:' ? https : http;
}

/** Gives a request an error instead of a socket, as agents do. */
function fail(request: http.ClientRequest, error: unknown): void {
  (request as unknown as { onSocket(socket: undefined, error: unknown): void }).onSocket(undefined, error);
}

/** The agent the user chose, or Node's. */
function agentOf(agent: http.Agent, { protocol }: http.ClientRequest): http.Agent {
  return isMockAgent(agent) ? agentBehind(agent, moduleOf(protocol).globalAgent) : agent;
}

/** The idle time-out that a user's agent gives its sockets; nock's agent knows nothing of it. */
function withTimeoutOf(agent: http.Agent, mock: http.Agent, request: http.ClientRequest): void {
  const { timeout } = (agent as { options?: { timeout?: number } }).options ?? {};
  if (timeout === undefined || (request as { timeout?: number }).timeout !== undefined) return;
  (mock as unknown as { options: { timeout?: number } }).options.timeout = timeout;
  request.once('socket', (socket) => socket.setTimeout(timeout));
}

function whoIsAsked(request: http.ClientRequest, options: ConnectionOptions): HttpRequest | undefined {
  if (options.socketPath !== undefined) return undefined;
  const { protocol } = request;
  const hostname = options.host ?? 'localhost';
  const port = Number(options.port ?? DEFAULT_PORTS[protocol]);
  const url = `${protocol}//${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  return { request, origin: new URL(url).origin, hostname, port };
}
