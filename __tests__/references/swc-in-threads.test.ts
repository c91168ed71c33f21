import { expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryProjects } from './temporary-project';

/**
 * `@swc/core` crashes the whole process if a thread that was the first to load it ends, and another loads it: so no thread
 * of ours loads it, nor any other compiler.
 *
 * @see https://github.com/swc-project/swc/issues/2276
 */
const project = temporaryProjects();

const threads = `
  import { expect, test } from '@jest/globals';
  import Module from 'node:module';
  import { simulate, threadPool } from 'jest-lanes';
  import { one } from './one';
  import { two } from './two';
  import { three } from './three';

  // Those of the process: this realm has a cache of its own.
  const { _cache } = Object.getPrototypeOf(Module).createRequire(__filename)('node:module');
  const isLoaded = () => Object.keys(_cache).some((file) => /@swc.core./.test(file));

  const wasLoaded = isLoaded();

  test('compiler loaded before: ' + wasLoaded, async () => {
    // Each is loaded by new threads.
    for (const double of [one, two, three]) {
      const pool = threadPool(2);

      expect([...(await pool.map(double, [1, 2]))]).toEqual([2, 4]);
      const run = await simulate(() => pool.map(double, [3, 4]));
      expect([run.elapsed, ...run]).toEqual([10, 6, 8]);
      await pool[Symbol.asyncDispose]();
    }
    expect(isLoaded()).toBe(wasLoaded);
  });
`;

const doubleAs = (name: string): string => `
  export const ${name} = async (n: number): Promise<number> => {
    await new Promise((wake) => setTimeout(wake, 10));
    return n * 2;
  };
`;

/** Loads its compiler with the first file that is in no cache, as many transformers do. */
const lateTransformer = `
  const { createHash } = require('node:crypto');
  module.exports = {
    getCacheKey: (source, file) => createHash('sha256').update(source).update(file).digest('hex'),
    process: (source, filename) =>
      require('@swc/core').transformSync(source, {
        filename,
        swcrc: false,
        module: { type: 'commonjs' },
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      }),
  };
`;

const withTransform = (transform: string, adopted: object) =>
  project({
    'threads.test.ts': threads,
    ...Object.fromEntries(['one', 'two', 'three'].map((name) => [`${name}.ts`, doubleAs(name)])),
    'late.js': lateTransformer,
    'package.json': JSON.stringify({ jest: { transform: { '\\.ts$': transform }, testTimeout: 60_000, ...adopted } }),
  });

const preset = { preset: 'jest-lanes' };
const setupFile = { setupFilesAfterEnv: ['jest-lanes/setup'] };

// Compilers are slow to start on a busy machine.
const limitMs = 240_000;

test.each([
  ['the environment', preset],
  ['the setup file alone', setupFile],
])(
  'threads run what @swc/jest has compiled, with %s',
  async (_, adopted) => {
    const { run } = withTransform('@swc/jest', adopted);

    const tests = await run(['-i']);

    expect(tests).toMatchObject([{ name: 'compiler loaded before: true', status: 'passed' }]);
  },
  limitMs,
);

test.each([
  ['the environment', preset],
  ['the setup file alone', setupFile],
])(
  'nobody loads SWC for threads in a Jest that found all compiled, and so has not, with %s',
  async (_, adopted) => {
    const { run, cache } = withTransform('<rootDir>/late.js', adopted);
    await run(['-i']);
    rmSync(join(cache, 'jest-lanes'), { recursive: true });

    const tests = await run(['-i']);

    expect(tests).toMatchObject([{ name: 'compiler loaded before: false', status: 'passed' }]);
  },
  limitMs,
);
