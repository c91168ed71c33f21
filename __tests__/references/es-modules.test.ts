import { expect, test } from '@jest/globals';
import { temporaryProjects } from './temporary-project';

/** Native ES modules, in Jest runs with Node's flag for them. */
const project = temporaryProjects();

const json = (value: unknown): string => JSON.stringify(value);

const poolTest = `
  import { expect, jest, test } from '@jest/globals';
  import { processPool, simulate, task, threadPool } from 'jest-lanes';
  import { fails, later } from './later.js';

  jest.setTimeout(60_000);
  const named = task(new URL('./later.js', import.meta.url), 'later');

  test.each([['processPool', processPool(2)], ['threadPool', threadPool(2)]])('%s', async (_, pool) => {
    for (const fn of [later, named]) {
      expect((await pool.map(fn, [1, 2])).results).toEqual(['1 later', '2 later']);
      const run = await simulate(() => pool.map(fn, [3, 4, 5]));
      expect([run.elapsed, ...run]).toEqual([20, '3 later', '4 later', '5 later']);
    }
    expect((await pool.map(async (n) => (await import('node:path')).join('a', String(n)), [1])).results).toEqual(['a/1']);
    const { stack } = await pool.apply(fails, []).catch((error) => error);
    expect(stack).toMatch(/ fails .*later\\.[jt]s:9:9\\D/);
    await pool[Symbol.asyncDispose]();
  });
`;

const later = `import { setTimeout as sleep } from 'node:timers/promises';
import { suffix } from './parts/suffix.js';

export const later = async (n) => {
  await sleep(10);
  return n + suffix;
};
export const fails = () => {
  throw new RangeError('in line 9');
};
`;

const javascript = {
  'later.js': later,
  'parts/suffix.js': `export const suffix = ' later';`,
  'pool.test.js': poolTest,
};

test.each([
  ['as Node does, without a transform', { transform: {} }, javascript],
  ['through babel-jest, which leaves them ES modules', {}, javascript],
  ['so on a Node that requires no ES modules', {}, javascript, '--no-experimental-require-module'],
  [
    'so on a Node that does not even tell them',
    {},
    javascript,
    '--no-experimental-require-module --no-experimental-detect-module',
  ],
  [
    "through ts-jest's own way to ES modules",
    {
      transform: { '\\.ts$': ['ts-jest', { diagnostics: false, useESM: true }] },
      extensionsToTreatAsEsm: ['.ts'],
      moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    },
    {
      'tsconfig.json': json({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler', target: 'es2022' } }),
      'later.ts': later.replace('(n)', '(n: number): Promise<string>'),
      'parts/suffix.ts': `export const suffix: string = ' later';`,
      'pool.test.ts': poolTest,
    },
  ],
])(
  'workers load them %s',
  async (_, config, files, likeOldNode = '') => {
    const { run } = project({
      'package.json': json({ type: 'module', jest: { preset: 'jest-lanes', ...config } }),
      ...files,
    });

    const tests = await run(['-i'], { NODE_OPTIONS: `--experimental-vm-modules --no-warnings ${likeOldNode}` });

    expect(tests.map(({ name, status, errors }) => [name, status, errors])).toEqual([
      ['processPool', 'passed', []],
      ['threadPool', 'passed', []],
    ]);
  },
  240_000,
);
