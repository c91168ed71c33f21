import { UsageError } from '../errors';
import { shared } from '../realm';
import { declaredServers } from '../time/work/network';
import type { Network } from './network';
import type { SlowServer } from './slow-server';

interface Registry {
  /** The declared servers by origin, in the order of declaration. */
  readonly servers: Map<string, SlowServer>;
  /** Those declared before the test began, which outlive it. */
  readonly kept: Set<string>;
  /** The network of the simulation under way. */
  network: Network | undefined;
  /** Whether this is a worker, where the servers of the test answer. */
  isRemote: boolean;
}

/** Which servers are there? One list for all copies of jest-lanes in a realm. */
export const registry = shared<Registry>('servers', () => ({
  servers: new Map(),
  kept: new Set(),
  network: undefined,
  isRemote: false,
}));

/**
 * Adds a server; inside a simulation it answers from now on.
 *
 * @throws UsageError if its origin has one already; in a worker, if the test has not declared it.
 */
export function declare(server: SlowServer): void {
  const { origin } = server;
  if (registry.isRemote) return checkDeclaredByTest(origin);
  if (registry.servers.has(origin)) {
    throw new UsageError(
      `A server for ${origin} is declared already. Declare it once, with all its plans: slowServer('${origin}', [ … ]).`,
    );
  }
  registry.servers.set(origin, server);
  declaredServers.listensAt = listensAt;
  registry.network?.install();
}

/** A module of tasks may declare servers as it loads: it does so in the test as well. */
function checkDeclaredByTest(origin: string): void {
  if (registry.servers.has(origin)) return;
  throw new UsageError(
    `A server for ${origin} was declared in a worker, where the servers of the test answer.\n` +
      'Declare it in the test, before the task starts.',
  );
}

/** In a worker: the servers that the test has declared, of which nothing but the origin is known here. */
export function declareRemote(servers: readonly SlowServer[]): void {
  registry.isRemote = true;
  registry.servers.clear();
  for (const server of servers) registry.servers.set(server.origin, server);
  declaredServers.listensAt = listensAt;
}

function listensAt(host: string, port: number): boolean {
  return [...registry.servers.keys()].some((origin) => {
    const url = new URL(origin);
    const standard = url.protocol === 'https:' ? 443 : 80;
    return url.hostname === host && (url.port === '' ? standard : Number(url.port)) === port;
  });
}

/** A test begins: what was declared so far, for the whole file, outlives it. */
export function keepServers(): void {
  for (const origin of registry.servers.keys()) registry.kept.add(origin);
}

/** A test is over: forgets the servers it declared. */
export function forgetServers(): void {
  for (const origin of registry.servers.keys()) if (!registry.kept.has(origin)) registry.servers.delete(origin);
}

/** Lists the servers, for errors about a request that has none. */
export function describeServers(): string {
  const origins = [...registry.servers.keys()].map((origin) => `  ${origin}`);
  if (origins.length === 0) return 'No server is declared: declare one with `slowServer(origin, plan)`.';
  return ['Declared servers:', ...origins].join('\n');
}
