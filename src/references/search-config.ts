import type * as JestConfig from 'jest-config';
import type { ProjectConfig, ProjectModules } from './project';

/**
 * Asks Jest for the config of the project that a test file belongs to, as its command line would.
 *
 * Loading `jest-config` takes about 30 ms and reading the config about 15, once a worker; the environment of jest-lanes
 * saves it.
 */
export async function searchConfig({
  cwd,
  argv,
  testPath,
}: ProjectModules & { kind: 'search' }): Promise<ProjectConfig> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- late, see above
  const { readConfigs } = require('jest-config') as typeof JestConfig;
  const at = argv.findIndex((arg) => /^(-c|--config)(=|$)/.test(arg));
  const config = argv[at]?.includes('=') === true ? argv[at].replace(/^[^=]*=/, '') : argv[at + 1];
  const asked = { _: [], $0: 'jest', ...(at >= 0 && config !== undefined && { config }) };
  const { configs } = await readConfigs(asked, [cwd]);
  const owner = configs
    .filter(({ rootDir, roots }) => [rootDir, ...roots].some((folder) => testPath.startsWith(folder)))
    .sort((a, b) => b.rootDir.length - a.rootDir.length)[0];
  const found = owner ?? configs[0];
  if (found === undefined) throw new Error(`Jest has no config for ${testPath}, seen from ${cwd}.`);
  return found;
}
