/** What a worker needs from its first simulation on, as a file of its own (`lane.ts`). */
export * from './time';
export * from './time/virtual-clock';
