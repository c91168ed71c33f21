import { readConfig } from 'jest-config';
import { join } from 'node:path';
import { projectDigest } from '../../src/references/configuration-digest';
import type { ProjectConfig, ProjectModules } from '../../src/references/project';

const rootDir = join(__dirname, 'project');

/** The project of `project/` under this transform, as Jest itself reads its config. */
export async function readProject(
  transform: string,
  cacheDirectory: string,
  more: object = {},
): Promise<ProjectModules> {
  const config = {
    rootDir,
    cacheDirectory,
    transform:
      transform === 'none'
        ? {}
        : { '^.+\\.[jt]sx?$': transform === 'ts-jest' ? ['ts-jest', { diagnostics: false }] : transform },
    moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
    moduleDirectories: ['node_modules', 'lib'],
    ...more,
  };
  const { projectConfig } = await readConfig({ _: [], $0: 'jest', config: JSON.stringify(config) }, rootDir);
  const plain = JSON.parse(JSON.stringify(projectConfig)) as ProjectConfig;
  return { kind: 'config', config: plain, digest: projectDigest(plain) };
}
