import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { keepEntry } from './cache-entry';
import { Fingerprint } from './fingerprint';
import type { ProjectModules } from './project';

/** The variable of a worker's environment that names the folder. */
export const CODE_CACHE = 'JEST_LANES_CODE_CACHE';

/**
 * Where it is kept for a project: beside what its transform has compiled.
 *
 * @param file - the one that workers load. It is written into the code, and stacks would lead to another copy of this
 *   package.
 */
export function codeCacheOf(project: ProjectModules, file: string): string | undefined {
  if (project.kind !== 'config') return undefined;
  return join(project.config.cacheDirectory, 'jest-lanes', new Fingerprint().update(file).digest());
}

const SEAL_BYTES = 4;

/**
 * Requires a file of this package with the code that V8 made of it the last time: to read it anew takes V8 longer than all
 * else that it does before a worker is ready. The build has wrapped the file as Node wraps a module.
 *
 * V8 itself refuses the code of another version, other flags, or a text of another length.
 *
 * @param digest - tells the content of the file from all others: V8 would not notice.
 * @param folder - where the code is kept; undefined if nowhere.
 * @param require - what the file requires with.
 * @see https://v8.dev/blog/improved-code-caching
 */
export function requireCached(
  file: string,
  digest: string,
  folder: string | undefined,
  require: NodeJS.Require,
): unknown {
  const entry = folder === undefined ? undefined : join(folder, `${digest}-${process.version}-${process.arch}`);
  const cachedData = entry === undefined ? undefined : codeIn(entry);
  const script = new Script(readFileSync(file, 'utf8'), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
  run(module.exports, require, module, file, dirname(file), (specifier: string) => import(specifier));
  if (entry !== undefined && script.cachedDataRejected !== false) {
    // At the end it holds the functions that were called, too.
    process.once('exit', () => keepEntry(entry, sealed(script.createCachedData())));
  }
  return module.exports;
}

/** The code of an entry; nothing if it is not what was written there: V8 would run it all the same. */
function codeIn(entry: string): Buffer | undefined {
  try {
    const content = readFileSync(entry);
    const code = content.subarray(SEAL_BYTES);
    return content.readInt32LE() === sealOf(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function sealed(code: Buffer): Buffer {
  const seal = Buffer.alloc(SEAL_BYTES);
  seal.writeInt32LE(sealOf(code));
  return Buffer.concat([seal, code]);
}

const WORDS_APART = 16;
/** Wherever a disk has lost a block of 512 bytes or more, these are found. */
const LOST = Buffer.alloc(256);

/**
 * Tells code from what a disk made of it: it loses blocks, which hold nothing then, or the end. FNV-1a of where there is
 * nothing for long, of each sixteenth word, and of the last ones; to look at all would take what it saves.
 */
export function sealOf(code: Buffer): number {
  const words = new Int32Array(code.buffer, code.byteOffset, code.length >> 2);
  let seal = mixed(code.length, code.indexOf(LOST));
  const last = Math.max(0, words.length - WORDS_APART);
  for (let at = 0; at < last; at += WORDS_APART) seal = mixed(seal, words[at]!);
  for (let at = last; at < words.length; at += 1) seal = mixed(seal, words[at]!);
  return seal;
}

const mixed = (seal: number, word: number): number => Math.imul(seal ^ word, 0x01000193);
