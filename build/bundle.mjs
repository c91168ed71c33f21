import { readFile, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { bundle, forNodeInShort } from './compile.mjs';
import { bundleLane } from './lane.mjs';
import { bundlePage } from './page.mjs';

const root = join(import.meta.dirname, '..');
// Tests build it where no other process is at work on it, or clears it away.
const [elsewhere] = process.argv.slice(2);
const dist = elsewhere === undefined ? join(root, 'dist') : resolve(elsewhere);
const { exports: doors } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

const setup = join(root, 'src/setup.ts');

/** Each door of the package is built into one file: Jest loads modules anew for each test file, and many would cost. */
const entries = Object.values(doors)
  .filter((door) => typeof door === 'object')
  .map((door) => join(root, 'src', `${basename(door.default, '.js')}.ts`))
  // No door of the package: what the setup file loads late.
  .concat(join(root, 'src/time.ts'), join(root, 'src/handover.ts'), join(root, 'src/junit-properties.ts'));
const cli = join(root, 'src/cli.ts');

/**
 * An entry that asks for another entry loads that file when it runs, instead of carrying a copy of it. So the setup
 * file, which every test file pays for, stays small: what is heavy it requires late, through the door of another entry.
 */
const entriesStayApart = {
  name: 'entries-stay-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, importer, resolveDir }) => {
      const target = `${resolve(resolveDir, path)}.ts`;
      if (importer === '' || !entries.includes(target)) return undefined;
      return { path: `./${basename(target, '.ts')}.js`, external: true };
    });
  },
};

const intoDist = { outdir: dist, plugins: [entriesStayApart] };

if (elsewhere === undefined) await rm(dist, { recursive: true, force: true });
await bundle(
  entries.filter((entry) => entry !== setup),
  intoDist,
);
// Its source is compiled anew for each test file, so every character costs time.
await bundle([setup], intoDist, forNodeInShort);
await bundle([cli], { ...intoDist, banner: { js: '#!/usr/bin/env node' } });
await bundleLane(dist);
// What runs in the report's page, which the reporter writes into it.
await bundlePage(dist);
