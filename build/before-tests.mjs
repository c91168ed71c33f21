import { join } from 'node:path';
import { bundleLane } from './lane.mjs';
import { bundlePage } from './page.mjs';

const root = join(import.meta.dirname, '..');

/**
 * Jest's global set-up in this repository: while the package runs from its sources, workers still need what they load
 * as JavaScript, so it is built before the tests (`src/references/lane-file.ts` names it), and so is what the report's
 * page loads (`src/page/client-files.ts`).
 */
export default async function buildBeforeTests() {
  await bundleLane(join(root, '.cache/lane'));
  await bundlePage(join(root, '.cache/page'));
}
