import { shared } from '../../realm';

interface DeclaredServers {
  /** Whether requests to an origin are answered by a simulated server. */
  has: (origin: string) => boolean;
  /** Whether a server is declared for a host and port, in a simulation or not. */
  listensAt: (host: string, port: number) => boolean;
  /** Lists the servers, for the error about a request that has none. */
  describe: () => string;
}

/** What the clock must know of the simulated servers; they fill it in, being two floors up. */
export const declaredServers = shared<DeclaredServers>('declared-servers', () => ({
  has: () => false,
  listensAt: () => false,
  describe: () => 'No server is declared: declare one with `slowServer(origin, plan)`.',
}));
