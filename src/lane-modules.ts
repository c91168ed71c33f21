/** What each worker needs. What it may never need is apart, in `lane-simulation.ts` and `lane-servers.ts`. */
export { loadProject } from './references/load-project';
export { loadTask } from './references/load-task';
export { run, setup, step, teardown } from './workers/inside/worker';
