import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle, forNode } from './compile.mjs';

const src = join(import.meta.dirname, '../src');

/** What workers load, besides `lane.ts`: no doors of the package. */
export const LANE_FILES = ['lane-modules', 'lane-simulation', 'lane-servers'];

/** By module: the file in which it comes, where that is loaded late. */
const lateFileOf = new Map(
  LANE_FILES.slice(1).flatMap((name) => {
    const exported = readFileSync(join(src, `${name}.ts`), 'utf8').matchAll(/ from '(.+)'/g);
    return [...exported].map(([, module]) => [resolve(src, module), name]);
  }),
);

/** So that who requires one of those modules has its file loaded, instead of carrying a copy of it. */
const lateFilesApart = (name) => ({
  name: 'late-files-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const late = lateFileOf.get(resolve(resolveDir, path));
      return late === undefined || late === name ? undefined : { path: `./${late}.js`, external: true };
    });
  },
});

/** The one that each worker loads as it starts. */
const FIRST = 'lane-modules';

/** From here on a text is none of V8's young objects: in a worker that starts they are copied, twice. */
const LARGE = 2 ** 17;

/** As Node does it when it loads a module: to do so in each worker took longer than to run the code. */
const wrapped = (code) =>
  `(function (exports, require, module, __filename, __dirname, importHere) { ${forNode(code)}\n})`;

/** How each of the files is built. In lines all the same: Node shows the one that an uncaught error was thrown in. */
export const laneOptions = (name) => ({ minifyWhitespace: true, lineLimit: 120, plugins: [lateFilesApart(name)] });

/** Builds what workers load. */
export async function bundleLane(outdir) {
  const digests = {};
  for (const name of LANE_FILES) {
    const finish = (code) => (name === FIRST ? wrapped(code).padEnd(LARGE) : wrapped(code));
    const [code] = await bundle([join(src, `${name}.ts`)], { outdir, ...laneOptions(name) }, finish);
    digests[`./${name}.js`] = createHash('sha256').update(code).digest('hex').slice(0, 32);
  }
  await bundle([join(src, 'lane.ts')], { outdir, define: { DIGESTS: JSON.stringify(digests) } });
}
