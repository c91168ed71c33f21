import { pathOf } from './files';
import { type Scope, runExample } from './example';

/** The part of a Jest config that tells which setup files run. */
interface JestConfig {
  readonly preset?: string;
  readonly setupFilesAfterEnv?: readonly string[];
  readonly projects?: readonly JestConfig[];
}

/** Every config that a piece of code exports; code on a page may show several, one below the other. */
export async function configsIn(code: string, scope: Scope): Promise<readonly JestConfig[]> {
  const configs: JestConfig[] = [];
  const module = {
    set exports(config: JestConfig) {
      configs.push(config);
    },
  };
  await runExample(code, { ...scope, module });
  return configs;
}

/** The setup files that Jest would run under a config, its preset's first; of several projects, those of each. */
export function setupFilesOf({ preset, setupFilesAfterEnv = [], projects = [] }: JestConfig): readonly string[] {
  if (projects.length > 0) return projects.flatMap(setupFilesOf);
  const ofPreset = preset === undefined ? [] : setupFilesOf(require(`${preset}/jest-preset`) as JestConfig);
  return [...ofPreset, ...setupFilesAfterEnv.map((file) => require.resolve(file))];
}

export const ourSetupFile = pathOf('src/setup.ts');
