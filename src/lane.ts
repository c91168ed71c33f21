import { join } from 'node:path';
import type * as LaneModules from './lane-modules';
import { CODE_CACHE, requireCached } from './references/code-cache';

/** By the build: tells its `lane-modules.js` from all others. */
declare const LANE_MODULES_DIGEST: string;

const folder = process.env[CODE_CACHE];
// It is meant for this worker, and for none that a task may start.
Reflect.deleteProperty(process.env, CODE_CACHE);

/** What jest-worker loads in each worker. No door of the package: only its own pools open it. */
export const { loadProject, loadTask, run, setup, step, teardown } = requireCached(
  join(__dirname, 'lane-modules.js'),
  LANE_MODULES_DIGEST,
  folder,
) as typeof LaneModules;
