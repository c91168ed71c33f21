import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { preProcessFile } from 'typescript';

const src = join(__dirname, '../src');

/** Where a part of `src` stands: it may import itself and what stands lower. What is not listed is a door, on top. */
const FLOORS: Readonly<Record<string, number>> = {
  errors: -1,
  outside: -1,
  realm: -1,
  'native-files': 0,
  time: 0,
  trace: 1,
  crossing: 1,
  handover: 2,
  observe: 2,
  pools: 2,
  references: 2,
  purity: 2,
  servers: 2,
  sweep: 2,
  timeline: 2,
  plot: 3,
  simulate: 3,
  suite: 3,
  matchers: 3,
  workers: 3,
  page: 4,
  scenario: 4,
  reporter: 5,
  cli: 6,
};
const DOOR = 7;

/** Each library of others has one file that knows it, so that it can be exchanged there. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  '@jest/transform': ['references/compile-as-jest.ts'],
  '@resvg/resvg-js': ['plot/png.ts'],
  '@babel/core': ['references/free-variables.ts', 'references/value-imports.ts'],
  '@jest/globals': ['setup.ts', 'matchers/fresh-modules.ts', 'scenario/jest.ts', 'simulate/follow-tests.ts'],
  echarts: ['plot/chart.ts', 'plot/svg.ts'],
  expect: ['matchers/define-matcher.ts', 'matchers/register.ts', 'matchers/types.ts'],
  jest: ['config.ts', 'jest-preset.ts', 'reporter/with-reporter.ts', 'scenario/scenario-project.ts'],
  'jest/package.json': ['reporter/lanes-reporter.ts'],
  'jest-config': ['references/search-config.ts'],
  'jest-environment-node': ['environment.ts'],
  'jest-worker': ['workers/farm.ts', 'workers/inside/ask-pool.ts'],
  'jest-resolve': ['references/resolve-as-jest.ts'],
  'jest-util': ['references/search-config.ts'],
  nock: ['servers/nock-door.ts'],
  'p-limit': ['pools/limit.ts'],
  preact: ['page/client/preact.ts'],
  'preact/hooks': ['page/client/preact.ts'],
  tslib: ['references/inserted-names.ts'],
};

/** Names of no subject: what is inside could be anything. */
const EMPTY_WORDS = /(^|-)(utils?|helpers?|common|misc|shared|manager|impl|base)(-|\.|$)/;

interface Import {
  /** The importing file, from `src`. */
  readonly from: string;
  /** The imported file from `src`, or the name of a module that is not ours. */
  readonly to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.tsx?$/.test(file));
const imports = files.flatMap((file) => importsOf(file, readFileSync(join(src, file), 'utf8')));

function importsOf(from: string, code: string): readonly Import[] {
  const inTypes = [...code.matchAll(/\bimport\('([^']+)'\)/g)].map(([, path]) => path!);
  const paths = preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
  return [...new Set([...paths, ...inTypes])].map((path) => ({ from, to: resolved(from, path) }));
}

function resolved(from: string, path: string): string {
  if (!path.startsWith('.')) return path;
  const target = posix.join(posix.dirname(from), path);
  return [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`, target].find((file) => files.includes(file)) ?? target;
}

const isOurs = ({ to }: Import) => files.includes(to);
/** `pools/pool.ts` and the door `pools.ts` are both of `pools`. */
const room = (file: string) => file.replace(/\.ts$|\/.*/, '');
const floor = (file: string) => FLOORS[room(file)] ?? DOOR;

/** The imports that go up or to a neighbour, each with the rule it breaks. Doors may open into each other. */
function breaches(edges: readonly Import[]): readonly string[] {
  return edges
    .filter(({ from, to }) => room(from) !== room(to) && floor(from) < DOOR && floor(to) >= floor(from))
    .map(({ from, to }) => `${from} imports ${to}: ${room(from)} (floor ${floor(from)}) may import lower floors only`);
}

describe('the floors', () => {
  test('carry every folder of src', () => {
    const rooms = new Set(files.filter((file) => file.includes('/')).map(room));

    expect([...rooms].filter((name) => !(name in FLOORS))).toEqual([]);
  });

  test('are imported downwards only', () => {
    expect(breaches(imports.filter(isOurs))).toEqual([]);
  });

  test('would be missed if an import went up, or to a neighbour', () => {
    const edges = [
      { from: 'time/clock.ts', to: 'pools/pool.ts' },
      { from: 'servers/plan.ts', to: 'pools/pool.ts' },
      { from: 'errors.ts', to: 'realm.ts' },
      { from: 'trace/trace.ts', to: 'index.ts' },
      { from: 'pools/pool.ts', to: 'trace/trace.ts' },
      { from: 'index.ts', to: 'setup.ts' },
    ];

    expect(breaches(edges)).toEqual([
      'time/clock.ts imports pools/pool.ts: time (floor 0) may import lower floors only',
      'servers/plan.ts imports pools/pool.ts: servers (floor 2) may import lower floors only',
      'errors.ts imports realm.ts: errors (floor -1) may import lower floors only',
      'trace/trace.ts imports index.ts: trace (floor 1) may import lower floors only',
    ]);
  });

  test('are told from every form of import', () => {
    const code = `
      import { a } from './a';
      import type { B } from '../b';
      export { c } from '../trace/c';
      const d = require('d') as typeof import('./d');
      // import { e } from './e';
    `;

    expect(importsOf('time/x.ts', code).map(({ to }) => to)).toEqual(['time/a', 'b', 'trace/c', 'd', 'time/d']);
  });
});

test('every library of others is imported where the list says, and nowhere else', () => {
  const found: Record<string, string[]> = {};
  for (const { from, to } of imports.filter((edge) => !isOurs(edge) && !edge.to.startsWith('node:'))) {
    (found[to] ??= []).push(from);
  }

  expect(found).toEqual(LIBRARIES);
});

test('no file has a name that says nothing', () => {
  expect(files.filter((file) => file.split('/').some((part) => EMPTY_WORDS.test(part)))).toEqual([]);
});
