/** What a worker needs from the first simulated server on, as a file of its own (`lane.ts`). */
export * from './servers/network';
export * from './servers/nock-door';
