import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { exports: doors } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** Each door of the package is built into one file: Jest loads modules anew for each test file, and many would cost. */
const entries = Object.values(doors)
  .filter((door) => typeof door === 'object')
  .map((door) => join(root, 'src', `${basename(door.default, '.js')}.ts`));
const setup = join(root, 'src/setup.ts');

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

/**
 * For a default import esbuild copies every property of the module to a new object; that took 0.1 to 0.25 ms a module.
 * Node's own modules are no ES modules in disguise, so here an object in front of them does.
 */
const lightInterop = (code) => {
  const light = code.replaceAll(/__toESM\((require\("node:[\w/]+"\))\)/g, '__node($1)');
  return light === code ? code : `${light}function __node(module) { return { __proto__: module, default: module }; }\n`;
};

/** The setup file exports nothing, so it needs none of what esbuild puts in front of a module for its exports. */
const withoutExports = (code) => {
  const [prelude] = /^"use strict";.*?module\.exports ?= ?__toCommonJS\(setup_exports\);/s.exec(code) ?? [''];
  const rest = code.slice(prelude.length);
  return /__(?:toESM|copyProps|defProp|toCommonJS)\b/.test(rest) ? code : `"use strict";${rest}`;
};

/**
 * A class that mentions itself esbuild calls `_Name`, which people would read in what Jest prints of its instances.
 * Its option `keepNames` is no cure: that puts a call around every function made, the hottest ones too.
 */
const ownNames = (code) => {
  const names = [...code.matchAll(/\bvar (\w+) ?= ?class _\1\b/g)].map(([, name]) => name);
  return names.reduce((text, name) => text.replaceAll(new RegExp(`(?<![\\w$.])_${name}\\b`, 'g'), name), code);
};

async function bundle(entryPoints, options = {}) {
  const { outputFiles } = await build({
    entryPoints,
    outdir: dist,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [entriesStayApart],
    write: false,
    logLevel: 'warning',
    ...options,
  });
  await Promise.all(outputFiles.map(({ path, text }) => writeFile(path, ownNames(withoutExports(lightInterop(text))))));
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await bundle(entries.filter((entry) => entry !== setup));
// Its source is compiled anew for each test file, so its spaces cost time too.
await bundle([setup], { minifyWhitespace: true, minifySyntax: true });
