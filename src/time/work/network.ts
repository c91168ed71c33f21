import { shared } from '../../realm';

/** What the clock must know of the simulated servers; they fill it in, being two floors up. */
export const declaredServers = shared('declared-servers', () => ({
  /** Whether requests to an origin are answered by a simulated server. */
  has: (_origin: string): boolean => false,
  /** Lists the servers, for the error about a request that has none. */
  describe: (): string => 'No server is declared: declare one with `slowServer(origin, plan)`.',
}));
