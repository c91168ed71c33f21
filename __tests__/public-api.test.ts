import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as door from '../src/index';
import * as matchers from '../src/matchers';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { exports: doors, typesVersions } = JSON.parse(read('package.json')) as {
  exports: Record<string, { types: string; default: string } | string>;
  typesVersions: { '*': Record<string, string[]> };
};

test('the front door opens to these', () => {
  expect(Object.keys(door).sort()).toMatchInlineSnapshot(`
   [
     "Run",
     "Trace",
     "UsageError",
     "WorkerDied",
     "asyncPool",
     "chromeTrace",
     "clock",
     "compute",
     "criticalPath",
     "draw",
     "drawMermaid",
     "drawSvg",
     "exponential",
     "finishOrder",
     "galaxyServer",
     "longTail",
     "makespan",
     "normal",
     "observe",
     "peakConcurrency",
     "processPool",
     "runOf",
     "scenario",
     "serialPool",
     "simulate",
     "slowServer",
     "span",
     "startOrder",
     "sweepPoolSizes",
     "task",
     "threadPool",
     "trace",
     "traceOf",
     "useNock",
     "utilisation",
     "wait",
     "waves",
     "work",
   ]
  `);
});

describe('the doors of the package', () => {
  const entries = Object.entries(doors).filter(([path]) => path !== './package.json');

  test.each(entries)('%s has its types first, and a source to be built from', (_, target) => {
    const { types, default: file } = target as { types: string; default: string };

    expect(Object.keys(target)).toEqual(['types', 'default']);
    expect(types).toBe(file.replace(/\.js$/, '.d.ts'));
    expect(existsSync(join(root, file.replace('./dist/', 'src/').replace(/\.js$/, '.ts')))).toBe(true);
  });

  test('are known to compilers that do not read `exports`', () => {
    const subpaths = entries.filter(([path]) => path !== '.').map(([path]) => path.slice(2));

    expect(typesVersions['*']).toEqual(Object.fromEntries(subpaths.map((name) => [name, [`dist/${name}.d.ts`]])));
  });
});

describe('each matcher', () => {
  const names = readdirSync(join(root, 'src/matchers'))
    .filter((file) => file.startsWith('to-'))
    .map((file) => file.replace('.ts', '').replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));

  test('has a file of its own and is exported', () => {
    expect(Object.keys(matchers).sort()).toEqual(names);
  });

  test.each(names)('%s is there once the setup file has loaded', (name) => {
    expect(expect('a matcher')).toHaveProperty(name);
  });

  test.each(names)('%s is typed, documented and shown by a scenario', (name) => {
    const scenarios = readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(`scenarios/${file}`));

    const types = ['types', 'order-matchers', 'speed-matchers'].map((file) => read(`src/matchers/${file}.ts`));

    expect(types.join('\n')).toMatch(new RegExp(`^  ${name}[<(]`, 'm'));
    expect(read('docs/matchers.md')).toMatch(new RegExp(`^## .*${name}`, 'm'));
    expect(scenarios.join('\n')).toContain(`.${name}(`);
  });
});

test('the README tells the two commands that CI runs', () => {
  const readme = read('README.md');
  const ci = read('.ci/run');

  for (const command of ['npm test', 'npm run scenarios']) {
    expect(readme).toContain(`npm ci && ${command}`);
    expect(ci).toMatch(new RegExp(`^check npm ci\n(.*\n)*tests ${command}$`, 'm'));
  }
});
