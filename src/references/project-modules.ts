import { shared } from '../realm';
import { commandLineOfJest } from './command-line';
import { projectDigest } from './configuration-digest';
import { knownProject, type ProjectConfig, type ProjectModules } from './project';
import { testPath } from './test-file';

/**
 * What a worker needs to load modules as this Jest project does.
 *
 * The environment of jest-lanes knows the project's config. Without it each worker reads the config anew, by Jest's
 * command line and folder, which takes it about 50 ms more. Outside of Jest there is none to read.
 */
export function projectModules(): ProjectModules {
  return (knownProject.modules ??= found());
}

function found(): ProjectModules {
  const config = shared<unknown>('project-config', () => undefined);
  if (config !== undefined) return ofConfig(config as ProjectConfig);
  const test = testPath();
  if (test === undefined) return { kind: 'node' };
  return { kind: 'search', cwd: process.cwd(), commandLine: commandLineOfJest(), testPath: test };
}

/** As plain data: a config may hold functions (in `globals`, say), which no transformer of a worker could be given. */
function ofConfig(config: ProjectConfig): ProjectModules {
  const plain = JSON.parse(JSON.stringify(config)) as ProjectConfig;
  return { kind: 'config', config: plain, digest: projectDigest(plain) };
}
