import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './compile.mjs';

const root = join(import.meta.dirname, '..');

/** What runs in the report's page, and its style: two files that `src/page/` writes into every report. */
export async function bundlePage(outdir) {
  const licence = await readFile(join(root, 'node_modules/preact/LICENSE'), 'utf8');
  const options = {
    outdir,
    packages: 'bundle',
    platform: 'browser',
    format: 'iife',
    target: ['chrome109', 'firefox115', 'safari16'],
    minify: true,
    tsconfig: join(root, 'src/page/client/tsconfig.json'),
    banner: { js: `/*! Holds Preact.\n${licence.trim()}\n*/` },
  };
  await bundle([{ in: join(root, 'src/page/client/main.tsx'), out: 'report-page' }], options, (code) => code);
}
