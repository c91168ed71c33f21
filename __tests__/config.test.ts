import { describe, expect, test } from '@jest/globals';
import type { Config } from 'jest';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLanes } from '../src/config';
import { UsageError } from '../src/errors';
import preset from '../src/jest-preset';

const setup = require.resolve('../src/setup');
const environment = require.resolve('../src/environment');
const reporter = require.resolve('../src/reporter');

describe('withLanes', () => {
  test('adds the setup file, the environment and the reporter, and keeps everything else', () => {
    expect(withLanes({ verbose: true })).toEqual({
      verbose: true,
      reporters: ['default', reporter],
      setupFilesAfterEnv: [setup],
      testEnvironment: environment,
    });
  });

  test('puts its setup file before the setup files of the user', () => {
    expect(withLanes({ setupFilesAfterEnv: ['./mine.js'] }).setupFilesAfterEnv).toEqual([setup, './mine.js']);
  });

  test('leaves the config it is given as it was', () => {
    const config = Object.freeze({ setupFilesAfterEnv: Object.freeze(['./mine.js']) as string[] });

    withLanes(config);

    expect(config).toEqual({ setupFilesAfterEnv: ['./mine.js'] });
  });

  test.each(['node', 'jest-environment-node'])('replaces the plain environment %s', (testEnvironment) => {
    expect(withLanes({ testEnvironment }).testEnvironment).toBe(environment);
  });

  test('keeps the environment that the user chose', () => {
    expect(withLanes({ testEnvironment: 'jsdom' }).testEnvironment).toBe('jsdom');
  });

  test('changes nothing when it is called twice', () => {
    const once = withLanes({ setupFilesAfterEnv: ['./mine.js'] });

    expect(withLanes(once)).toEqual(once);
  });

  test('finds the setup file listed by the name of its door', () => {
    const setupFilesAfterEnv = ['./mine.js', 'jest-lanes/setup'];

    expect(withLanes({ setupFilesAfterEnv }).setupFilesAfterEnv).toEqual(setupFilesAfterEnv);
  });

  test('gives a promise of a config for a promise of one', async () => {
    await expect(withLanes(Promise.resolve<Config>({ bail: 1 }))).resolves.toEqual(withLanes({ bail: 1 }));
  });

  test.each([
    ['a config', () => ({ bail: 1 })],
    ['a promise of one', async () => ({ bail: 1 })],
  ])('gives a function for a function that returns %s', async (_, config) => {
    await expect(withLanes(config)()).resolves.toEqual(withLanes({ bail: 1 }));
  });
});

describe('withLanes and projects', () => {
  test('adds to each inline project and not above them, where Jest would not look', () => {
    const config = withLanes({ verbose: true, projects: [{ displayName: 'a' }, { displayName: 'b' }] });

    expect(config).toEqual({
      verbose: true,
      reporters: ['default', reporter],
      projects: [
        withLanes({ displayName: 'a' }, { reporter: false }),
        withLanes({ displayName: 'b' }, { reporter: false }),
      ],
    });
  });

  test('leaves a project that is named by its folder to its own config', () => {
    expect(withLanes({ projects: ['packages/a', {}] }).projects).toEqual([
      'packages/a',
      withLanes({}, { reporter: false }),
    ]);
  });

  test('adds the reporter above projects that are all named by their folders', () => {
    expect(withLanes({ projects: ['packages/*'] })).toEqual({
      projects: ['packages/*'],
      reporters: ['default', reporter],
    });
  });

  test('says so when every project is named by its folder and no reporter is wanted, since nothing would be added', () => {
    expect(() => withLanes({ projects: ['packages/*'] }, { reporter: false })).toThrow(
      new UsageError(
        "Expected `projects` to be inline configs, got `[ 'packages/*' ]` (array).\n" +
          'A folder has its own Jest config: call `withLanes` there.',
      ),
    );
  });
});

describe('withLanes and presets', () => {
  /** A folder with one preset installed, as Jest would find it from there. */
  function rootWith(name: string, code: string) {
    const rootDir = mkdtempSync(join(tmpdir(), 'jest-lanes-config-'));
    mkdirSync(join(rootDir, 'node_modules', name), { recursive: true });
    writeFileSync(join(rootDir, 'node_modules', name, 'jest-preset.js'), code);
    return { rootDir, [Symbol.dispose]: () => rmSync(rootDir, { recursive: true }) };
  }

  test('brings the environment along with a preset that chooses none', () => {
    expect(withLanes({ preset: 'ts-jest' }).testEnvironment).toBe(environment);
  });

  test('keeps the environment that a preset chooses', () => {
    using root = rootWith('browser', 'module.exports = { testEnvironment: "jsdom" };');

    expect(withLanes({ rootDir: root.rootDir, preset: 'browser' })).not.toHaveProperty('testEnvironment');
  });

  test('keeps the environment that the preset of an inline project chooses', () => {
    using root = rootWith('browser', 'module.exports = { testEnvironment: "jsdom" };');
    const { projects } = withLanes({ rootDir: root.rootDir, projects: [{ preset: 'browser' }] });

    expect(projects).toEqual([{ preset: 'browser', setupFilesAfterEnv: [setup] }]);
  });

  test('finds a preset by its path', () => {
    using root = rootWith('browser', 'module.exports = { testEnvironment: "jsdom" };');
    const preset = '<rootDir>/node_modules/browser/jest-preset';

    expect(withLanes({ rootDir: root.rootDir, preset })).not.toHaveProperty('testEnvironment');
  });

  test('leaves it to Jest to complain about a preset that cannot be loaded', () => {
    expect(withLanes({ preset: 'no-such-preset' }, { reporter: false })).toEqual({
      preset: 'no-such-preset',
      setupFilesAfterEnv: [setup],
    });
  });

  test('without a reporter, of which Jest takes none from the preset of a project, is what the preset jest-lanes holds', () => {
    expect(preset).toEqual(withLanes({}, { reporter: false }));
  });
});

test.each([
  [42, 'Expected `config` to be a Jest config, a promise of one, or a function that gives one, got `42` (number).'],
  [
    undefined,
    'Expected `config` to be a Jest config, a promise of one, or a function that gives one, got `undefined` (undefined).',
  ],
  [[], 'Expected `config` to be a Jest config, a promise of one, or a function that gives one, got `[]` (array).'],
  [{ setupFilesAfterEnv: 'a.js' }, "Expected `setupFilesAfterEnv` to be an array, got `'a.js'` (string)."],
  [{ projects: {} }, 'Expected `projects` to be an array, got `{}` (object).'],
  [{ projects: [{}, 7] }, 'Expected `projects[1]` to be a Jest config or the path of one, got `7` (number).'],
])('withLanes(%j) is a usage error', (config, message) => {
  expect(() => withLanes(config as Config)).toThrow(new UsageError(message));
});

test('withLanes rejects when what a function gives is no config', async () => {
  await expect(withLanes(() => 42 as Config)()).rejects.toThrow(UsageError);
});

describe('withLanes and reporters', () => {
  test('puts ours after those that are there, with its options', () => {
    expect(withLanes({ reporters: ['summary'] }).reporters).toEqual(['summary', reporter]);
    expect(withLanes({}, { reporter: { html: false } }).reporters).toEqual(['default', [reporter, { html: false }]]);
  });

  test.each([[['jest-lanes/reporter']], [[['jest-lanes/reporter', { trace: false }]]]])(
    'leaves %j alone',
    (reporters) => {
      expect(withLanes({ reporters } as Config).reporters).toBe(reporters);
    },
  );

  test('adds none where none is wanted', () => {
    expect(withLanes({}, { reporter: false })).not.toHaveProperty('reporters');
  });

  test.each<[object, object, string]>([
    [{ reporters: 'default' }, {}, "Expected `reporters` to be an array, got `'default'` (string)."],
    [{}, { reporter: 1 }, "Expected `reporter` to be true, false or the reporter's options, got `1` (number)."],
    [{}, { reporter: { html: 'yes' } }, "Expected `html` to be true or false, got `'yes'` (string)."],
  ])('refuses %j with %j', (config, options, message) => {
    expect(() => withLanes(config as Config, options)).toThrow(new UsageError(message));
  });
});
