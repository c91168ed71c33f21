import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProjectModules } from '../../src/references/project';
import { readProject } from './read-project';
import { exportOf, withWorkerOf } from './with-worker';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-cache-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cacheOf = (name: string): string => join(folder, name, 'jest-lanes');
const projectWith = (name: string) => readProject('@swc/jest', join(folder, name));

const filesIn = (name: string): readonly string[] =>
  readdirSync(cacheOf(name), { recursive: true, encoding: 'utf8' })
    .map((file) => join(cacheOf(name), file))
    .filter((file) => statSync(file).isFile())
    .sort();
const contentsOf = (name: string) =>
  Object.fromEntries(filesIn(name).map((file) => [file, readFileSync(file, 'utf8')]));

/** What workers say that need all modules of the project, and how many files were compiled for them. */
async function askedOf(project: ProjectModules, count = 1, forkOptions: object = {}) {
  let compiled = 0;
  const ask = async () =>
    withWorkerOf(project, { forkOptions, onCompiled: () => (compiled += 1) }, async (worker) =>
      worker.call(exportOf('shapes.ts', 'doubledDiagonal'), { width: 3, height: 4 }),
    );
  const diagonals = await Promise.all(Array.from({ length: count }, ask));
  return { diagonals, compiled };
}

/** How many files one worker needs. */
let needed: number;
beforeAll(async () => {
  needed = (await askedOf(await projectWith('first'))).compiled;
  expect(needed).toBeGreaterThan(1);
});

test('many processes write the same entries at once: each is whole, and nothing else is left', async () => {
  const project = await projectWith('race');

  const { diagonals, compiled } = await askedOf(project, 8);

  expect(diagonals).toEqual(Array(8).fill(10));
  expect(compiled).toBeGreaterThanOrEqual(needed);
  expect(await askedOf(project)).toEqual({ diagonals: [10], compiled: 0 });
  const raced = Object.values(contentsOf('race'));
  const alone = await projectWith('alone');
  await askedOf(alone);
  expect(raced.sort()).toEqual(Object.values(contentsOf('alone')).sort());
});

describe('an entry is compiled anew and mended', () => {
  test.each<[string, (content: string) => string]>([
    ['that is cut short', (content) => content.slice(0, content.length / 2)],
    ['that lost its last letter', (content) => content.slice(0, -1)],
    ['that is empty', () => ''],
    ['in which one letter is another', (content) => content.replace('return', 'retvrn').replace('2', '3')],
    ['that is something else', () => 'exports.doubledDiagonal = () => 0;\n'.repeat(3)],
    ['that holds nulls, as after a crash', (content) => '\0'.repeat(content.length)],
  ])('%s', async (how, damaged) => {
    const name = how.replaceAll(' ', '-');
    const project = await projectWith(name);
    await askedOf(project);
    const before = contentsOf(name);
    for (const [file, content] of Object.entries(before)) writeFileSync(file, damaged(content));
    expect(contentsOf(name)).not.toEqual(before);

    expect(await askedOf(project)).toEqual({ diagonals: [10], compiled: needed });

    expect(contentsOf(name)).toEqual(before);
  });
});

describe('a folder of somebody else', () => {
  // Nobody may write there; root may write anywhere, so it becomes somebody else.
  const forkOptions = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534, cwd: '/' } : {};
  const protect = (name: string): void => {
    chmodSync(join(folder, name), 0o555);
    for (const file of ['', ...readdirSync(cacheOf(name))]) chmodSync(join(cacheOf(name), file), 0o555);
  };

  test('is read', async () => {
    const project = await projectWith('read-only');
    await askedOf(project);
    protect('read-only');

    expect(await askedOf(project, 2, forkOptions)).toEqual({ diagonals: [10, 10], compiled: 0 });
  });

  test('in which nothing is compiled stays as it is, and all is compiled for each worker', async () => {
    const project = await projectWith('empty');
    mkdirSync(cacheOf('empty'), { recursive: true });
    protect('empty');

    expect(await askedOf(project, 2, forkOptions)).toEqual({ diagonals: [10, 10], compiled: 2 * needed });
    expect(filesIn('empty')).toEqual([]);
  });
});
