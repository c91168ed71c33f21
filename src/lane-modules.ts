/** What runs in each worker of a lane; `lane.ts` loads it. What only simulations need, the build puts into another file. */
export { loadProject } from './references/load-project';
export { loadTask } from './references/load-task';
export { run, setup, step, teardown } from './workers/inside/worker';
