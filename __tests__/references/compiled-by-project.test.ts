import { expect, test } from '@jest/globals';
import { compiledByProject } from '../../src/references/compiled-by-project';
import type { ProjectConfig } from '../../src/references/project';

const isCompiled = (transform: ProjectConfig['transform'], transformIgnorePatterns: readonly string[], file: string) =>
  compiledByProject({ transform, transformIgnorePatterns } as unknown as ProjectConfig)(file);

test.each<[string, ProjectConfig['transform'], readonly string[], boolean]>([
  ['that a transform is for', [['\\.ts$', 't']], [], true],
  [
    'that the second of them is for',
    [
      ['\\.js$', 't'],
      ['\\.ts$', 't'],
    ],
    [],
    true,
  ],
  ['that none is for', [['\\.js$', 't']], [], false],
  ['of a project without transforms', [], [], false],
  ['that is to be ignored', [['\\.ts$', 't']], ['/other/', '/src/'], false],
  ['beside those to be ignored', [['\\.ts$', 't']], ['/other/'], true],
])('whether a file is compiled %s', (_, transform, ignored, expected) => {
  expect(isCompiled(transform, ignored, '/project/src/one.ts')).toBe(expected);
});
