import { join } from 'node:path';

/**
 * The compiled file that a worker loads: beside the package's own files, or, while this repository runs from its
 * sources, which no worker could load, where `build/before-tests.mjs` put it before the tests.
 */
export function laneFile(): string {
  return __filename.endsWith('.ts') ? join(__dirname, '../../.cache/lane/lane.js') : join(__dirname, 'lane.js');
}
