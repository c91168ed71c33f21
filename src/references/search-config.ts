import type * as JestConfig from 'jest-config';
import type * as JestUtil from 'jest-util';
import { dirname, resolve, sep } from 'node:path';
import { type JestOptions, optionsIn } from './jest-options';
import type { ProjectConfig, ProjectModules } from './project';

type Config = Awaited<ReturnType<typeof JestConfig.readConfigs>>['configs'][number];

/**
 * Asks Jest for the config of the project that a test file belongs to, as its command line would.
 *
 * Loading `jest-config` takes about 30 ms and reading the config about 15, once a worker; the environment of jest-lanes
 * saves it.
 *
 * @throws Error if there is no such config.
 */
export async function searchConfig({
  cwd,
  commandLine,
  testPath,
}: ProjectModules & { kind: 'search' }): Promise<ProjectConfig> {
  const options = optionsIn(commandLine ?? []);
  const projects = (options.projects ?? [cwd]).map((path) => resolve(cwd, path));
  const found =
    ownerOf(testPath, options, await configsOf(options, projects)) ??
    ownerOf(testPath, {}, await configsOf({}, [dirname(testPath)]));
  if (found !== undefined) return found;
  throw new Error(
    `A worker found no Jest config for ${testPath}.\nUse the environment of jest-lanes, which knows it: \`testEnvironment: 'jest-lanes/environment'\`.`,
  );
}

async function configsOf(options: JestOptions, projects: readonly string[]): Promise<readonly Config[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late, see above
  const { readConfigs } = require('jest-config') as typeof JestConfig;
  // Whether a project is the one of its folder, Jest decides by the path; it warns where there are several configs.
  const asked = { ...options, _: [], $0: 'jest' } as unknown as Parameters<typeof readConfigs>[0];
  try {
    return (await readConfigs(asked, [...projects])).configs;
  } catch (error) {
    if (projects.length > 0 && /could not find a config file/i.test(String(error))) return [];
    throw error;
  }
}

/** Of several projects that may run a test file the one nearest to it, and of these the first. */
function ownerOf(
  testPath: string,
  { selectProjects, ignoreProjects }: JestOptions,
  configs: readonly Config[],
): ProjectConfig | undefined {
  const isNamed = ({ displayName }: Config, names: readonly string[]): boolean =>
    displayName !== undefined && names.includes(displayName.name);
  const [owner] = configs
    .filter((config) => selectProjects === undefined || isNamed(config, selectProjects))
    .filter((config) => ignoreProjects === undefined || !isNamed(config, ignoreProjects))
    .filter((config) => isTestOf(config, testPath))
    .sort((a, b) => b.rootDir.length - a.rootDir.length);
  // As plain data, like the one the environment tells: workers share what they compile.
  return owner === undefined ? undefined : (JSON.parse(JSON.stringify(owner)) as ProjectConfig);
}

function isTestOf({ roots, testMatch, testRegex, testPathIgnorePatterns }: Config, testPath: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late: `jest-config` has loaded it
  const { globsToMatcher } = require('jest-util') as typeof JestUtil;
  const isMatched = (patterns: readonly (string | RegExp)[]): boolean =>
    patterns.some((pattern) => new RegExp(pattern).test(testPath));
  if (!roots.some((folder) => testPath.startsWith(folder.endsWith(sep) ? folder : folder + sep))) return false;
  if (isMatched(testPathIgnorePatterns)) return false;
  return testRegex.length > 0 ? isMatched(testRegex) : globsToMatcher(testMatch)(testPath);
}
