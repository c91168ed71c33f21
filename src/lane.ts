/** What runs in a worker. */
export { loadProject } from './references/load-project';
export { loadTask } from './references/load-task';
