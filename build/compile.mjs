import { build, transform } from 'esbuild';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

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

export const forNode = (code) => ownNames(withoutExports(lightInterop(code)));

/** Without names that only we read. What people read of a function's name is spelled out where the function is made. */
export const forNodeInShort = async (code) => {
  const { code: short } = await transform(forNode(code), { format: 'cjs', minify: true, target: 'node20' });
  return short;
};

/** Builds each of these entries into one file, as the package ships it; gives the code of them all. */
export async function bundle(entryPoints, options, finish = forNode) {
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    logLevel: 'warning',
    ...options,
  });
  const codes = outputFiles.map(async ({ path, text }) => {
    const code = await finish(text);
    await write(path, code);
    return code;
  });
  return Promise.all(codes);
}

/** In one step: another process may be reading the file, or writing it too. */
async function write(path, text) {
  const draft = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, text);
  await rename(draft, path);
}
