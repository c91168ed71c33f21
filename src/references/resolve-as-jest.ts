import type * as JestResolve from 'jest-resolve';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { ProjectConfig } from './project';

/** Finds a module as Node does. */
type NodeResolve = (request: string) => string;

/**
 * Finds modules as this Jest project does: `moduleNameMapper`, `moduleFileExtensions`, `moduleDirectories`,
 * `modulePaths`, or all by the project's own `resolver`. What Jest leaves to Node is left to Node.
 */
export class JestResolution {
  readonly #config: ProjectConfig;
  readonly #mapped: readonly { readonly pattern: RegExp; readonly names: readonly string[] }[];
  readonly #endings: readonly string[];
  readonly #custom: ReturnType<typeof customResolver> | undefined;
  /** What was found for a path is found for good, as by Node and by Jest: an import is asked for more than once. */
  readonly #files = new Map<string, string>();
  /** What the project's resolver requires itself, Node finds. */
  #isAsking = false;

  constructor(config: ProjectConfig) {
    this.#config = config;
    this.#mapped = config.moduleNameMapper.map(([pattern, names]) => ({
      pattern: new RegExp(pattern),
      names: typeof names === 'string' ? [names] : names,
    }));
    this.#endings = ['', ...config.moduleFileExtensions.map((extension) => `.${extension}`)];
    this.#custom = typeof config.resolver === 'string' ? customResolver(config, config.resolver) : undefined;
  }

  /**
   * @param node - Node's own way, for this importer.
   * @throws Node's error if there is no such module, ours if a mapped one is not there.
   */
  resolve(request: string, from: string, node: NodeResolve): string {
    if (this.#isAsking) return node(request);
    const basedir = dirname(from);
    for (const { pattern, names } of this.#mapped) {
      const match = pattern.exec(request);
      if (match === null) continue;
      const targets = names.map((name) =>
        name.replaceAll(/\$(\d+)/g, (_, index: string) => match[Number(index)] ?? ''),
      );
      for (const target of targets) {
        const found = this.#found(target, basedir, node);
        if (found !== undefined) return found;
      }
      throw notMapped(request, from, pattern, targets);
    }
    if (isBuiltin(request)) return node(request);
    return this.#found(request, basedir, node) ?? node(request);
  }

  #found(request: string, basedir: string, node: NodeResolve): string | undefined {
    if (this.#custom !== undefined) return this.#ask(this.#custom, request, basedir);
    if (/^\.{0,2}[\\/]|^\.{1,2}$/.test(request) || isAbsolute(request)) return this.#at(resolve(basedir, request));
    if (isBuiltin(request)) return request;
    for (const directory of this.#config.moduleDirectories) {
      const found = directory === 'node_modules' ? tried(node, request) : this.#in(directory, request, basedir);
      if (found !== undefined) return found;
    }
    return this.#firstAt((this.#config.modulePaths ?? []).map((path) => join(path, request)));
  }

  #ask(custom: ReturnType<typeof customResolver>, request: string, basedir: string): string | undefined {
    this.#isAsking = true;
    try {
      return custom(request, basedir);
    } finally {
      this.#isAsking = false;
    }
  }

  /** In a module directory: an absolute one, or one of this name beside the importer or above it. */
  #in(directory: string, request: string, basedir: string): string | undefined {
    if (isAbsolute(directory)) return this.#at(join(directory, request));
    const above: string[] = [];
    for (let folder = basedir; ; folder = dirname(folder)) {
      above.push(join(folder, directory, request));
      if (folder === dirname(folder)) return this.#firstAt(above);
    }
  }

  #firstAt(paths: readonly string[]): string | undefined {
    for (const path of paths) {
      const found = this.#at(path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #at(path: string): string | undefined {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const file = this.#lookAt(path);
    if (file !== undefined) this.#files.set(path, file);
    return file;
  }

  #lookAt(path: string): string | undefined {
    const file = this.#endings.map((ending) => `${path}${ending}`).find(isFile);
    if (file !== undefined) return realpathSync.native(file);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
    const main = mainOf(path);
    return (main === undefined ? undefined : this.#at(join(path, main))) ?? this.#atIndex(path);
  }

  #atIndex(path: string): string | undefined {
    const file = this.#endings.map((ending) => join(path, `index${ending}`)).find(isFile);
    return file === undefined ? undefined : realpathSync.native(file);
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function mainOf(folder: string): string | undefined {
  try {
    const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: string };
    return main === '' || main === '.' || main === './' ? undefined : main;
  } catch {
    return undefined;
  }
}

function tried(node: NodeResolve, request: string): string | undefined {
  try {
    return node(request);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function notMapped(request: string, from: string, pattern: RegExp, targets: readonly string[]): Error {
  const to = targets.map((target) => `'${target}'`).join(' or ');
  const message = `Cannot find module '${request}', which \`moduleNameMapper\` (${pattern.source}) maps to ${to}, from ${from}.`;
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' });
}

/** The project's own resolver, asked as Jest asks it; Jest's default one is loaded for it. */
function customResolver(config: ProjectConfig, path: string) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late, and in a worker only: it takes 30 ms to load
  const { default: Resolver } = require('jest-resolve') as typeof JestResolve;
  return (request: string, basedir: string): string | undefined =>
    Resolver.findNodeModule(request, {
      basedir,
      conditions: ['require', 'default', 'node', 'node-addons'],
      extensions: config.moduleFileExtensions.map((extension) => `.${extension}`),
      moduleDirectory: [...config.moduleDirectories],
      paths: [...(config.modulePaths ?? [])],
      resolver: path,
      rootDir: config.rootDir,
    }) ?? undefined;
}
