import { expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryProjects } from './temporary-project';

const project = temporaryProjects();

/** Says in the code who has compiled it. */
const transformer = `
  module.exports = {
    process(source) {
      if (source.startsWith('#!')) throw new Error('a line for the shell');
      if (source.includes('THROWS_NOTHING')) throw null;
      if (source.includes('BROKEN')) throw new Error('it is broken');
      return { code: source.replaceAll('COMPILED_BY', process.pid) };
    },
  };
`;

const source = `
  exports.compiledBy = () => COMPILED_BY;
  exports.lazily = () => require('./lazy').compiledBy();
  exports.nested = async () => {
    const { task, threadPool } = require('jest-lanes');
    const pool = threadPool(1);
    try {
      return await pool.apply(task(require.resolve('./nested'), 'compiledBy'));
    } finally {
      await pool[Symbol.asyncDispose]();
    }
  };
  // Once nobody takes a step any more.
  exports.afterwards = () => {
    setTimeout(() => (globalThis.seen = require('./afterwards').compiledBy()), 50);
  };
  exports.seen = async () => {
    while (globalThis.seen === undefined) await new Promise((wake) => setTimeout(wake, 10));
    return globalThis.seen;
  };
`;

const long = source + '// as a table of data is\n'.repeat(40_000);

const tests = `
  const fs = require('node:fs');
  const { join } = require('node:path');
  const { processPool, simulate, task, threadPool } = require('jest-lanes');

  const at = (file, name) => task(join(__dirname, file), name);

  describe.each([['processes', processPool, 'process.ts'], ['threads', threadPool, 'thread.ts']])('%s', (_, poolOf, file) => {
    let pool;
    afterEach(() => jest.restoreAllMocks());
    beforeAll(() => { pool = poolOf(1); });
    afterAll(() => pool[Symbol.asyncDispose]());

    test('a module, though the test spies on fs', async () => {
      const names = ['existsSync', 'mkdirSync', 'readFileSync', 'writeFileSync'];
      const spies = names.map((name) =>
        jest.spyOn(fs, name).mockImplementation(() => {
          throw new Error('spied');
        }),
      );
      const by = await pool.apply(at(file, 'compiledBy'));
      const calls = spies.flatMap(({ mock }) => mock.calls);
      expect([by, calls]).toEqual([process.pid, []]);
    });
    test('one that a task requires', async () => {
      expect(await pool.apply(at(file, 'lazily'))).toBe(process.pid);
    });
    test('one that a task of a task needs', async () => {
      expect(await pool.apply(at(file, 'nested'))).toBe(process.pid);
    });
    test('in a simulation, in no time', async () => {
      const run = await simulate(() => pool.apply(at('in-' + file, 'compiledBy')));
      expect([run.value, run.elapsed]).toEqual([process.pid, 0]);
    });
    test('one that is required between two steps', async () => {
      await pool.apply(at(file, 'afterwards'));
      await new Promise((wake) => setTimeout(wake, 300));
      expect(await pool.apply(at(file, 'seen'))).toBe(process.pid);
    });
    test('one that is longer than what a pipe takes', async () => {
      expect(await pool.apply(at('long-' + file, 'compiledBy'))).toBe(process.pid);
    });
    test('one whose transformer throws no error', async () => {
      await expect(pool.apply(at('nothing.ts', 'any'))).rejects.toThrow(/nothing\\.ts does not compile: null$/);
    });
    test('one that does not compile', async () => {
      await expect(pool.apply(at('broken.ts', 'any'))).rejects.toThrow(
        /^A worker could not load .*broken\\.ts: .*broken\\.ts does not compile: it is broken$/,
      );
      expect(await pool.apply(at(file, 'compiledBy'))).toBe(process.pid);
    });
  });
`;

const modules = ['process', 'thread', 'in-process', 'in-thread', 'lazy', 'nested', 'afterwards'];

const byIt = { '\\.ts$': '<rootDir>/by.js' };

test.each([
  ['the environment', { preset: 'jest-lanes', transform: byIt }],
  ['the setup file alone', { setupFilesAfterEnv: ['jest-lanes/setup'], transform: byIt }],
  [
    'a transform of all there is',
    { preset: 'jest-lanes', transform: { '\\.[jt]s$': '<rootDir>/by.js' }, transformIgnorePatterns: ['by.js'] },
  ],
])(
  'what workers need is compiled where the test runs, with %s',
  async (_, adopted) => {
    const { run, cache } = project({
      'by.test.js': tests,
      'by.js': transformer,
      ...Object.fromEntries(modules.map((name) => [`${name}.ts`, source])),
      'lazy.ts': `#!/usr/bin/env node\n${source}`,
      'long-process.ts': long,
      'long-thread.ts': long,
      'broken.ts': 'BROKEN',
      'nothing.ts': 'THROWS_NOTHING',
      'package.json': JSON.stringify({
        jest: { testTimeout: 60_000, ...adopted },
      }),
    });

    const children = await run(['-i', '--cache=true']);

    expect(children.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(children).toHaveLength(16);
    expect(readdirSync(join(cache, 'jest-lanes')).length).toBeGreaterThan(0);
  },
  240_000,
);

test('a transformer has its options as the config has them, functions too', async () => {
  const { run } = project({
    'by.test.js': `
      const { join } = require('node:path');
      const { processPool, task } = require('jest-lanes');
      test('told by a function', async () => {
        const pool = processPool(1);
        expect(await pool.apply(task(join(__dirname, 'one.ts'), 'compiledBy'))).toBe('a function');
        await pool[Symbol.asyncDispose]();
      });`,
    'by.js': `
      exports.createTransformer = ({ by }) => ({
        process: (source) => ({ code: source.replaceAll('COMPILED_BY', JSON.stringify(by())) }),
      });`,
    'one.ts': source,
    'jest.config.js': `
      const by = () => 'a function';
      module.exports = { preset: 'jest-lanes', transform: { '\\.ts$': ['<rootDir>/by.js', { by }] }, testTimeout: 60_000 };`,
    'package.json': '{}',
  });

  expect(await run()).toMatchObject([{ name: 'told by a function', status: 'passed' }]);
}, 240_000);

test.each(['fs', 'node:fs'])(
  'a test file that mocks %s has pools as any',
  async (name) => {
    const { run } = project({
      'by.test.js': `
      jest.mock(${JSON.stringify(name)});
      const { join } = require('node:path');
      const { processPool, task, threadPool } = require('jest-lanes');
      test.each([processPool, threadPool])('a pool', async (poolOf) => {
        const pool = poolOf(1);
        expect(await pool.apply(task(join(__dirname, 'one.ts'), 'compiledBy'))).toBe(process.pid);
        expect((await pool.map((n) => n + 1, [1, 2])).results).toEqual([2, 3]);
        await pool[Symbol.asyncDispose]();
      });`,
      'by.js': transformer,
      'one.ts': source,
      'package.json': JSON.stringify({ jest: { preset: 'jest-lanes', transform: byIt, testTimeout: 60_000 } }),
    });

    expect((await run()).map(({ status, errors }) => [status, errors])).toEqual([
      ['passed', []],
      ['passed', []],
    ]);
  },
  240_000,
);
