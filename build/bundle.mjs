import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { exports: doors } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** Each door of the package becomes one file: Jest loads modules afresh for every test file, and many small ones cost. */
const entries = Object.values(doors)
  .filter((door) => typeof door === 'object')
  .map((door) => join(root, 'src', `${basename(door.default, '.js')}.ts`));

/**
 * An entry that asks for another entry loads that file when it runs, instead of carrying a copy of it. So the setup
 * file, which every test file pays for, stays small: what is heavy it requires late, through the door of another entry.
 */
const entriesStayApart = {
  name: 'entries-stay-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, importer, resolveDir }) => {
      const target = `${resolve(resolveDir, path)}.ts`;
      if (importer === '' || importer === target || !entries.includes(target)) return undefined;
      return { path: `./${basename(target, '.ts')}.js`, external: true };
    });
  },
};

/**
 * esbuild calls a class that mentions itself `_Name`, and people would read that in what Jest prints. Its `keepNames`
 * is no cure: it puts a call around every function that is made, the hot ones too.
 */
const ownNames = (code) => {
  const names = [...code.matchAll(/^var (\w+) = class _\1\b/gm)].map(([, name]) => name);
  return names.reduce((text, name) => text.replaceAll(new RegExp(`(?<![\\w$.])_${name}\\b`, 'g'), name), code);
};

await rm(join(root, 'dist'), { recursive: true, force: true });
const { outputFiles } = await build({
  entryPoints: entries,
  outdir: join(root, 'dist'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  plugins: [entriesStayApart],
  write: false,
  logLevel: 'warning',
});
await mkdir(join(root, 'dist'), { recursive: true });
await Promise.all(outputFiles.map(({ path, text }) => writeFile(path, ownNames(text))));
