import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { bundle } from './compile.mjs';

const root = join(import.meta.dirname, '..');

/** Builds what workers load: no door, it stands by itself, so that a worker loads two files. */
export async function bundleLane(outdir) {
  const [modules] = await bundle([join(root, 'src/lane-modules.ts')], { outdir });
  const digest = createHash('sha256').update(modules).digest('hex').slice(0, 32);
  await bundle([join(root, 'src/lane.ts')], { outdir, define: { LANE_MODULES_DIGEST: JSON.stringify(digest) } });
}
