import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryProjects } from './temporary-project';

const project = temporaryProjects();

/** Has all that coverage counts: functions, statements, branches of every kind, defaults. */
const inline = `async (server, ...rest) => {
  const parts = [server.name, server.version ?? 'unknown'];
  const first = (version = parts[1]) => version.split('.')[0] || version;
  for (const n of rest) if (n > 0 && n < 10) parts.push(String(n));
  await new Promise((wake) => setTimeout(wake, parts.length * 10));
  let major;
  major ??= first();
  switch (major) {
    case 'unknown':
      return parts[0] + ': nothing is known';
    default:
      return server.name.endsWith('.eu') ? parts.join(' ') + ', Europe' : parts.join(' ');
  }
}`;

const tests = `
  import { afterAll, describe, expect, test } from '@jest/globals';
  import { processPool, simulate, threadPool } from 'jest-lanes';
  import { area, unused } from './area';

  const versionOf = ${inline};
  const servers = [{ name: 'galaxy.eu', version: '24.1' }, { name: 'galaxy.org' }];
  const versions = ['galaxy.eu 24.1, Europe', 'galaxy.org: nothing is known'];
  const boxes = [{ width: 3, height: 4 }, { width: 6 }];

  describe.each([['processPool', processPool], ['threadPool', threadPool]])('%s', (_, poolOf) => {
    const pool = poolOf(2);
    afterAll(() => pool[Symbol.asyncDispose]());

    test('runs an inline function', async () => {
      expect((await pool.map(versionOf, servers)).results).toEqual(versions);
      expect(await pool.apply(versionOf, [{ name: 'galaxy.be' , version: '23.2' }, 4, 40])).toBe('galaxy.be 23.2 4');
      const run = await simulate(() => pool.map(versionOf, servers));
      expect([run.results, run.elapsed]).toEqual([versions, 20]);
    });

    test('runs an imported function', async () => {
      expect((await pool.map(area, boxes)).results).toEqual([12, 6]);
      const run = await simulate(() => pool.map(area, boxes));
      expect([run.results, run.elapsed]).toEqual([[12, 6], 0]);
    });

    test('names what a function captures, and nothing that coverage put there', () => {
      const factor = 2;
      expect(() => pool.map((n) => (n > 1 ? n * factor : n), [1])).toThrow(/ captures \`factor\`\\./);
    });
  });

  test('counts what runs here', async () => {
    expect(await versionOf(servers[1])).toBe('galaxy.org: nothing is known');
    expect(area(boxes[0])).toBe(12);
  });
`;

const config = `
  const { withLanes } = require('jest-lanes/config');
  const project = (transform) => withLanes({
    displayName: Array.isArray(transform) ? transform[0] : transform,
    transform: { '\\\\.ts$': transform },
    forceCoverageMatch: ['**/pools.test.ts'],
  });
  module.exports = {
    projects: [['ts-jest', { diagnostics: false }], 'babel-jest', '@swc/jest'].map(project),
    coverageReporters: ['json'],
    testTimeout: 60_000,
  };
`;

const files = {
  'jest.config.js': config,
  'babel.config.json': `{ "presets": [["@babel/preset-env", { "targets": { "node": "current" } }], "@babel/preset-typescript"] }`,
  'tsconfig.json': `{ "compilerOptions": { "module": "commonjs", "target": "es2022", "esModuleInterop": true } }`,
  'pools.test.ts': tests,
  'area.ts': `
    export const area = ({ width, height = 1 }) => (width > 0 ? width * height : 0);
    export const unused = () => 0;
  `,
};

/** Which functions of `area.ts` ran, as coverage has it, by their lines. */
function countedAsRun(folder: string): Readonly<Record<string, boolean>> {
  interface FileCoverage {
    readonly path: string;
    readonly fnMap: Readonly<Record<string, { readonly loc: { readonly start: { readonly line: number } } }>>;
    readonly f: Readonly<Record<string, number>>;
  }
  const text = readFileSync(join(folder, 'coverage/coverage-final.json'), 'utf8');
  const files = Object.values(JSON.parse(text) as Record<string, FileCoverage>);
  const { fnMap, f } = files.find(({ path }) => basename(path) === 'area.ts')!;
  return Object.fromEntries(Object.entries(fnMap).map(([key, { loc }]) => [`line ${loc.start.line}`, f[key]! > 0]));
}

test.each([
  ['babel', ['ts-jest', 'babel-jest', '@swc/jest']],
  // No part of any transformer.
  ['v8', ['babel-jest']],
])(
  'functions reach both kinds of workers while %s collects coverage, which counts what runs in the test',
  async (provider, transformers) => {
    const { folder, run } = project(files);

    const ran = await run(['--coverage', `--coverageProvider=${provider}`, '--selectProjects', ...transformers]);

    expect(ran.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(ran).toHaveLength(7 * transformers.length);
    expect(countedAsRun(folder)).toEqual({ 'line 2': true, 'line 3': false });
  },
  // Compilers are slow to start on a busy machine.
  240_000,
);
