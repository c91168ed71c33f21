import Module from 'node:module';
import { dirname } from 'node:path';
import { projectDigest } from './configuration-digest';
import type { ProjectConfig, ProjectModules } from './project';
import { ProjectCode } from './project-code';
import { JestResolution } from './resolve-as-jest';
import type * as SearchConfig from './search-config';

/** Node's module system, as far as hooks of it are known to all: `pirates` and others work by these. */
interface Hooks {
  _extensions: Record<string, ((module: Loading, file: string) => void) | undefined>;
  _resolveFilename(request: string, parent: { filename?: string | null } | undefined, ...rest: unknown[]): string;
}

interface Loading {
  _compile(code: string, file: string): void;
}

const hooks = Module as unknown as Hooks;

let isLoaded = false;

/**
 * Makes `require` in this worker load modules as the Jest project does: found by its rules, compiled by its transform.
 *
 * Installed once for the life of the worker; later calls change nothing.
 *
 * @returns a promise if Jest has to be asked for the config.
 */
export function loadProject(project: ProjectModules): void | Promise<void> {
  if (isLoaded) return;
  isLoaded = true;
  if (project.kind === 'node') return;
  if (project.kind === 'config') return install(project.config, project.digest);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: only a worker without a config loads it
  const { searchConfig } = require('./search-config') as typeof SearchConfig;
  return searchConfig(project).then((config) => install(config, projectDigest(config)));
}

function install(config: ProjectConfig, digest: string): void {
  const find = hookResolution(new JestResolution(config), () => code.isAsking);
  const code = new ProjectCode(config, digest, (request, from) => {
    try {
      return find(request, from);
    } catch {
      return undefined;
    }
  });
  hookLoading(config, (file) => code.of(file));
}

function hookResolution(resolution: JestResolution, isOff: () => boolean) {
  const node = hooks._resolveFilename.bind(hooks);
  hooks._resolveFilename = (request, parent, ...rest) => {
    const byNode = (name: string) => node(name, parent, ...rest);
    const from = parent?.filename;
    // What this package requires, and what a call names its own paths for, is no import of the project's.
    if (isOff() || typeof from !== 'string' || dirname(from) === __dirname || rest[1] !== undefined)
      return byNode(request);
    return resolution.resolve(request, from, byNode);
  };
  return (request: string, from: string): string =>
    resolution.resolve(request, from, (name) => Module.createRequire(from).resolve(name));
}

/** Files that Node loads in a way of its own, which no transform changes. */
const NODES_OWN = new Set(['json', 'node', 'mjs', 'mts', 'wasm']);

function hookLoading(config: ProjectConfig, codeOf: (file: string) => string | undefined): void {
  // Node takes the way of `.js` for every ending it does not know.
  const endings = new Set(['js', ...config.moduleFileExtensions.filter((ending) => !NODES_OWN.has(ending))]);
  const plain = hooks._extensions['.js']!;
  for (const ending of endings) {
    const asNode = hooks._extensions[`.${ending}`] ?? plain;
    hooks._extensions[`.${ending}`] = (module, file) => {
      const code = codeOf(file);
      if (code === undefined) asNode(module, file);
      else module._compile(code, file);
    };
  }
}
