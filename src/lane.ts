/** What jest-worker loads in each worker. No door of the package: only its own pools open it. */
export { setup, step, teardown } from './workers/inside/worker';
