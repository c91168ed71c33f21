import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './compile.mjs';

const root = join(import.meta.dirname, '..');
const client = join(root, 'src/page/client');

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
    tsconfig: join(client, 'tsconfig.json'),
    banner: { js: `/*! Holds Preact.\n${licence.trim()}\n*/` },
  };
  const entries = [
    { in: join(client, 'main.tsx'), out: 'report-page' },
    { in: join(client, 'style/index.css'), out: 'report-page' },
  ];
  await bundle(entries, options, (code) => code);
}
