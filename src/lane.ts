/** What jest-worker loads in each worker. No door of the package: only its own pools open it. */
export { loadProject } from './references/load-project';
export { loadTask } from './references/load-task';
export { run, setup, step, teardown } from './workers/inside/worker';
