import { expect, test } from '@jest/globals';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TemporaryProject, temporaryProjects } from './temporary-project';

/** Workers find modules as the project of the test file does. */
const project = temporaryProjects();

const json = (value: unknown): string => JSON.stringify(value);

// Compilers are slow to start on a busy machine.
const limitMs = 240_000;

/** A test file that calls functions of these modules on both kinds of workers, and here: each says what it is to say. */
const testOf = (functions: Readonly<Record<string, { readonly from: string; readonly says: unknown }>>): string => {
  const names = Object.keys(functions);
  const said = Object.fromEntries(Object.entries(functions).map(([name, { says }]) => [name, says]));
  return `
    import { afterAll, expect, jest, test } from '@jest/globals';
    import { asyncPool, processPool, threadPool } from 'jest-lanes';
    ${names.map((name) => `import { ${name} } from '${functions[name]!.from}';`).join('\n')}

    jest.setTimeout(60_000);

    test.each([['asyncPool', asyncPool(1)], ['processPool', processPool(1)], ['threadPool', threadPool(1)]])(
      '%s',
      async (_, pool) => {
        const said: any = {};
        for (const [name, fn] of Object.entries({ ${names.join()} })) said[name] = await pool.apply(fn as any, []);
        await pool[Symbol.asyncDispose]();
        expect(said).toEqual(${json(said)});
      },
    );`;
};

const typescript = ['ts-jest', { diagnostics: false }];
const compilerOptions = { module: 'commonjs', target: 'es2022', esModuleInterop: true, ignoreDeprecations: '6.0' };
/** Compiled file by file, which is faster. */
const isolated = { ...compilerOptions, isolatedModules: true };
const own = { transform: { '\\.ts$': typescript } };

async function allPass({ run }: TemporaryProject, files = 1): Promise<void> {
  const tests = await run(['-i']);

  expect(tests.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(tests).toHaveLength(3 * files);
}

test(
  "by a path alias of TypeScript's, as ts-jest documents it, by `modulePaths`, `moduleDirectories`, `roots`, and a mapped package",
  async () => {
    const config = `
      const { pathsToModuleNameMapper } = require('ts-jest');
      const { withLanes } = require('jest-lanes/config');
      const { compilerOptions } = require('./tsconfig.json');
      module.exports = withLanes({
        ...${json(own)},
        roots: ['<rootDir>/tests'],
        modulePaths: ['<rootDir>/paths'],
        moduleDirectories: ['node_modules', 'shared'],
        moduleNameMapper: {
          ...pathsToModuleNameMapper(compilerOptions.paths, { prefix: '<rootDir>/' }),
          '^leftpad$': ['<rootDir>/nowhere', '<rootDir>/src/pad'],
          '^(.+)\\\\.json5$': '$1.js',
        },
      });`;
    const files = {
      'jest.config.js': config,
      'tsconfig.json': json({
        compilerOptions: { ...compilerOptions, paths: { '@/*': ['src/*'], '#greet': ['src/greet'] } },
      }),
      'tests/all.test.ts': testOf({
        aliased: { from: '@/aliased', says: 'aliased, hello of #greet' },
        deep: { from: '@/deep', says: ['paths', 'directory', 'above', 'padded', 'json5'] },
      }),
      'src/aliased.ts': `import { hello } from '#greet'; export const aliased = (): string => 'aliased, ' + hello();`,
      'src/greet/index.ts': `export const hello = (): string => 'hello of #greet';`,
      'src/deep/index.ts': `
        import { paths } from 'by-path';
        import { directory } from 'by-directory';
        import { above } from 'above';
        import leftpad from 'leftpad';
        import { five } from './five.json5';
        export const deep = (): string[] => [paths, directory, above, leftpad(), five];`,
      'src/deep/five.js': `exports.five = 'json5';`,
      'src/pad.ts': `export default (): string => 'padded';`,
      'paths/by-path.ts': `export const paths = 'paths';`,
      'src/deep/shared/by-directory.ts': `export const directory = 'directory';`,
      'shared/above/package.json': json({ name: 'above', main: 'lib/entry' }),
      'shared/above/lib/entry.ts': `export const above: string = 'above';`,
    };

    await allPass(project(files));
  },
  limitMs,
);

test(
  'by the config of its own project, of several, in a monorepo whose packages are linked',
  async () => {
    const jestConfig = (name: string, mapped: string): string =>
      `module.exports = require('jest-lanes/config').withLanes({ ...${json({ ...own, displayName: name, moduleNameMapper: { '^~/(.*)$': `<rootDir>/${mapped}/$1` } })} }, { reporter: false });`;
    const files = {
      'package.json': json({
        private: true,
        workspaces: ['packages/*'],
        jest: { projects: ['<rootDir>/packages/*'] },
      }),
      'tsconfig.json': json({ compilerOptions: isolated }),
      'packages/app/package.json': json({ name: '@tiny/app', dependencies: { '@tiny/shared': '*' } }),
      'packages/app/jest.config.js': jestConfig('app', 'src'),
      'packages/app/tests/app.test.ts': testOf({
        appName: { from: '~/name', says: 'app, with shared 2' },
        sharedName: { from: '@tiny/shared', says: 'shared 2' },
        deepName: { from: '@tiny/shared/deep', says: 'deep shared 2' },
        jsName: { from: '@tiny/shared/dist/built.js', says: 'built' },
      }),
      'packages/app/src/name.ts': `
        import { sharedName } from '@tiny/shared';
        export const appName = (): string => 'app, with ' + sharedName();`,
      'packages/shared/package.json': json({
        name: '@tiny/shared',
        exports: { '.': './src/index.ts', './deep': { require: './src/deep.ts' }, './dist/*': './dist/*' },
      }),
      'packages/shared/jest.config.js': jestConfig('shared', 'lib'),
      'packages/shared/tests/shared.test.ts': testOf({
        sharedName: { from: '../src', says: 'shared 2' },
        own: { from: '~/own', says: 'lib' },
      }),
      'packages/shared/src/index.ts': `
        enum Version { First = 1, Second }
        export const sharedName = (): string => 'shared ' + Version.Second;`,
      'packages/shared/src/deep.ts': `
        import { sharedName } from '@tiny/shared';
        export const deepName = (): string => 'deep ' + sharedName();`,
      'packages/shared/dist/built.js': `exports.jsName = () => 'built';`,
      'packages/shared/lib/own.ts': `export const own = (): string => 'lib';`,
    };
    const monorepo = project(files);
    mkdirSync(join(monorepo.folder, 'node_modules/@tiny'), { recursive: true });
    for (const name of ['app', 'shared']) {
      symlinkSync(join('../../packages', name), join(monorepo.folder, 'node_modules/@tiny', name));
    }

    await allPass(monorepo, 2);
  },
  limitMs,
);

test.each([
  ['the environment', 'jest-lanes'],
  ['the setup file alone', undefined],
])(
  'by the `rootDir` of its project among inline ones, with %s',
  async (_, preset) => {
    const adopted = preset === undefined ? { setupFilesAfterEnv: ['jest-lanes/setup'] } : { preset };
    const inline = (name: string) => ({
      ...own,
      ...adopted,
      displayName: name,
      rootDir: `<rootDir>/${name}`,
      moduleNameMapper: { '^config$': '<rootDir>/config' },
    });
    const filesOf = (name: string) => ({
      [`${name}/tests/one.test.ts`]: testOf({ where: { from: '../src/where', says: `at ${name}` } }),
      [`${name}/src/where.ts`]: `import { at } from 'config'; export const where = (): string => 'at ' + at;`,
      [`${name}/config.ts`]: `export const at: string = '${name}';`,
    });
    const files = {
      'package.json': json({ jest: { projects: ['left', 'right'].map(inline) } }),
      'tsconfig.json': json({ compilerOptions: isolated }),
      ...filesOf('left'),
      ...filesOf('right'),
    };

    await allPass(project(files), 2);
  },
  limitMs,
);
