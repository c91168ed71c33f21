import { dirname, isAbsolute, join, resolve } from 'node:path';
import { readFileSync, readdirSync, statSync } from '../native-files';
import { Fingerprint } from './fingerprint';
import type { ProjectConfig } from './project';

/** Files that compilers read without being told. */
const CONFIGURATION =
  /^(tsconfig.*\.json|jsconfig\.json|package\.json|babel\.config\.\w+|\.babelrc(\.\w+)?|\.swcrc|\.browserslistrc)$/;

/** Files that change whenever an install changes a compiler or one of its plugins. */
const INSTALLS = [
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'node_modules/.package-lock.json',
  'node_modules/.yarn-state.yml',
  'node_modules/.modules.yaml',
];

/**
 * Everything but the file itself that what a transformer makes of it may hang on: Jest's config, the transformers and
 * their versions, the configuration files they name, the version of Node, and what Babel reads from the environment.
 */
export function projectDigest(config: ProjectConfig): string {
  const { NODE_ENV, BABEL_ENV } = process.env;
  const hash = new Fingerprint();
  hash.update(JSON.stringify([process.version, NODE_ENV, BABEL_ENV, config]));
  for (const [, transformer, options] of config.transform) {
    hash.update(packageOf(transformer) ?? contentOf(transformer));
    for (const file of filesNamedIn(options, config.rootDir)) hash.update(configurationOf(file));
  }
  return hash.digest();
}

/** By folder: what tells its configuration files, and those above it, from others. */
export type FolderDigests = ReadonlyMap<string, string>;

const known = new Map<string, string>();

/** The digest of a folder's configuration files and of those above it. A worker reads each folder once. */
export function folderDigest(folder: string): string {
  return readUpFrom(folder, known);
}

/** The digests of a folder and of each above it, read anew. */
export function digestsUpFrom(folder: string): FolderDigests {
  const digests = new Map<string, string>();
  readUpFrom(folder, digests);
  return digests;
}

/** Spares this worker the folders that were read for it; what it has read itself stays. */
export function takeOverFolders(digests: FolderDigests): void {
  for (const [folder, digest] of digests) if (!known.has(folder)) known.set(folder, digest);
}

function readUpFrom(folder: string, digests: Map<string, string>): string {
  const read = digests.get(folder);
  if (read !== undefined) return read;
  const above = dirname(folder);
  const hash = new Fingerprint().update(above === folder ? '' : readUpFrom(above, digests));
  const names = namesIn(folder);
  for (const name of names.filter((file) => CONFIGURATION.test(file))) {
    hash.update(name).update(configurationOf(join(folder, name)));
  }
  for (const name of INSTALLS.filter((file) => names.includes(file.split('/', 1)[0]!))) {
    const stamp = stampOf(join(folder, name));
    if (stamp !== undefined) hash.update(stamp);
  }
  const digest = hash.digest();
  digests.set(folder, digest);
  return digest;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function stampOf(file: string): string | undefined {
  try {
    const { size, mtimeMs } = statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  } catch {
    // It is not there, or in a folder of somebody else.
    return undefined;
  }
}

/** A configuration file with those it extends; what is extended from a package changes with an install. */
function configurationOf(file: string, seen: ReadonlySet<string> = new Set()): string {
  const content = contentOf(file);
  const parents = [...content.matchAll(/"extends"\s*:\s*(\[[^\]]*\]|"[^"]*")/g)]
    .flatMap(([, value]) => [...value!.matchAll(/"([^"]*)"/g)].map(([, path]) => path!))
    .filter((path) => path.startsWith('.') || isAbsolute(path))
    .map((path) => resolve(dirname(file), path.endsWith('.json') ? path : `${path}.json`))
    .filter((path) => !seen.has(path));
  return [content, ...parents.map((path) => configurationOf(path, new Set([...seen, file])))].join('\0');
}

/** The files that a transformer's options name: `{ tsconfig: 'tsconfig.test.json' }`. */
function filesNamedIn(options: unknown, rootDir: string): readonly string[] {
  if (typeof options === 'string') {
    const file = resolve(rootDir, options.replace('<rootDir>', rootDir));
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? [file] : [];
  }
  if (typeof options !== 'object' || options === null) return [];
  return Object.values(options).flatMap((option) => filesNamedIn(option, rootDir));
}

/** Name and version of the installed package a file belongs to. */
function packageOf(file: string): string | undefined {
  if (!/[\\/]node_modules[\\/]/.test(file)) return undefined;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const content = contentOf(join(folder, 'package.json'));
    const { name, version } = (content === '' ? {} : JSON.parse(content)) as { name?: string; version?: string };
    if (name !== undefined && version !== undefined) return `${name}@${version}`;
  }
  return undefined;
}
