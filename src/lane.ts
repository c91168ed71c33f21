import { join } from 'node:path';
import type * as LaneModules from './lane-modules';
import { CODE_CACHE, requireCached } from './references/code-cache';

/** By the build: tells each of the files that workers load, here by name, from all others so called. */
declare const DIGESTS: Readonly<Record<string, string>>;

const folder = process.env[CODE_CACHE];
// It is meant for this worker, and for none that a task may start.
Reflect.deleteProperty(process.env, CODE_CACHE);

const loaded = new Map<string, unknown>();

/** What those files require with: each other by the code that is kept of them. */
const requireHere = Object.assign((specifier: string): unknown => {
  const digest = DIGESTS[specifier];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- this is `require`
  if (digest === undefined) return require(specifier);
  if (!loaded.has(specifier)) {
    loaded.set(specifier, requireCached(join(__dirname, specifier), digest, folder, requireHere));
  }
  return loaded.get(specifier);
}, require);

/** What jest-worker loads in each worker. No door of the package: only its own pools open it. */
export const { loadProject, loadTask, run, setup, step, teardown } = requireHere(
  './lane-modules.js',
) as typeof LaneModules;
