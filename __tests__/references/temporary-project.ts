import { afterAll, beforeAll } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ChildTest, runJest } from '../simulate/child-jest';

const root = join(__dirname, '../..');

/** What a user's project has installed beside jest-lanes, and what jest-lanes itself requires. */
const INSTALLED = [
  ...['@babel', '@jest', '@swc', '@types', 'jest', 'ts-jest', 'typescript'],
  ...['jest-config', 'jest-environment-node', 'jest-resolve', 'jest-util', 'jest-worker', 'nock', 'p-limit', 'tslib'],
];

/** A project outside of this repository, with jest-lanes in it as it is packed. */
export interface TemporaryProject {
  readonly folder: string;
  /** Jest's `cacheDirectory`. */
  readonly cache: string;
  /** Runs its tests; `jest` is called in its folder with these arguments. */
  run(args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<readonly ChildTest[]>;
}

/** Projects of a test file, which are removed at its end. */
export function temporaryProjects(): (files: Readonly<Record<string, string>>) => TemporaryProject {
  let home: string;
  let count = 0;
  beforeAll(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'jest-lanes-projects-')));
    const lanes = join(home, 'node_modules/jest-lanes');
    mkdirSync(lanes, { recursive: true });
    copyFileSync(join(root, 'package.json'), join(lanes, 'package.json'));
    execFileSync(process.execPath, [join(root, 'build/bundle.mjs'), join(lanes, 'dist')], { cwd: root });
    for (const name of INSTALLED) symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name));
  }, 60_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  return (files) => {
    const folder = join(home, `project-${(count += 1)}`);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const cache = `${folder}-cache`;
    const always = ['--ci', `--cacheDirectory=${cache}`];
    return { folder, cache, run: async (args = [], env = {}) => runJest([...always, ...args], folder, env) };
  };
}
