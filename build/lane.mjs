import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { bundle, forNode } from './compile.mjs';

const root = join(import.meta.dirname, '..');

/** As Node does it when it loads a module: to do so in each worker took longer than to run the code. */
const wrapped = (code) =>
  `(function (exports, require, module, __filename, __dirname, importHere) { ${forNode(code)}\n})`;

/** Each worker reads it. In lines all the same: Node shows the one that an uncaught error was thrown in. */
const SHORT = { minifyWhitespace: true, lineLimit: 120 };

/** Builds what workers load: no door, it stands by itself, so that a worker loads two files. */
export async function bundleLane(outdir) {
  const [modules] = await bundle([join(root, 'src/lane-modules.ts')], { outdir, ...SHORT }, wrapped);
  const digest = createHash('sha256').update(modules).digest('hex').slice(0, 32);
  await bundle([join(root, 'src/lane.ts')], { outdir, define: { LANE_MODULES_DIGEST: JSON.stringify(digest) } });
}
