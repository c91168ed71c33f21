import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle, forNode } from './compile.mjs';

const src = join(import.meta.dirname, '../src');

/** What workers load, besides `lane.ts`: no doors of the package. */
const FILES = ['lane-modules', 'lane-simulation'];

/** The modules in the second of them. */
const simulation = [...readFileSync(join(src, 'lane-simulation.ts'), 'utf8').matchAll(/ from '(.+)'/g)].map(
  ([, path]) => resolve(src, path),
);

/** So that the first requires it when it needs one of those. */
const simulationApart = {
  name: 'simulation-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
      simulation.includes(resolve(resolveDir, path)) ? { path: './lane-simulation.js', external: true } : undefined,
    );
  },
};

/** As Node does it when it loads a module: to do so in each worker took longer than to run the code. */
const wrapped = (code) =>
  `(function (exports, require, module, __filename, __dirname, importHere) { ${forNode(code)}\n})`;

/** Each worker reads it. In lines all the same: Node shows the one that an uncaught error was thrown in. */
const SHORT = { minifyWhitespace: true, lineLimit: 120 };

/** Builds what workers load. */
export async function bundleLane(outdir) {
  const digests = {};
  for (const name of FILES) {
    const plugins = name === 'lane-modules' ? [simulationApart] : [];
    const [code] = await bundle([join(src, `${name}.ts`)], { outdir, plugins, ...SHORT }, wrapped);
    digests[`./${name}.js`] = createHash('sha256').update(code).digest('hex').slice(0, 32);
  }
  await bundle([join(src, 'lane.ts')], { outdir, define: { DIGESTS: JSON.stringify(digests) } });
}
