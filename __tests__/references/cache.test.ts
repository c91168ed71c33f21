import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fingerprint } from '../../src/references/fingerprint';
import type { ProjectModules } from '../../src/references/project';
import { readProject } from './read-project';
import { exportOf, withWorkersOf } from './with-workers';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-cache-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cacheOf = (name: string): string => join(folder, name, 'jest-lanes');
const projectWith = (name: string) => readProject('@swc/jest', join(folder, name));
const turnOf = (name: string, project: ProjectModules): string =>
  join(cacheOf(name), `${new Fingerprint().update('digest' in project ? project.digest : '').digest()}.turn`);

const filesIn = (name: string): readonly string[] =>
  readdirSync(cacheOf(name), { recursive: true, encoding: 'utf8' })
    .map((file) => join(cacheOf(name), file))
    .filter((file) => statSync(file).isFile())
    .sort();
const contentsOf = (name: string) =>
  Object.fromEntries(filesIn(name).map((file) => [file, readFileSync(file, 'utf8')]));

/** What workers say that need all modules of the project, and how many of them loaded a compiler for it. */
async function askedOf(project: ProjectModules, count = 1, forkOptions: object = {}) {
  const ask = async () =>
    withWorkersOf(project, { forkOptions }, async (worker) => {
      const diagonal = await worker.call(exportOf('shapes.ts', 'doubledDiagonal'), { width: 3, height: 4 });
      return { diagonal, compilers: await worker.loadedFiles('node_modules/@swc/core/index') };
    });
  const answers = await Promise.all(Array.from({ length: count }, ask));
  return {
    diagonals: answers.map(({ diagonal }) => diagonal),
    compilers: answers.flatMap(({ compilers }) => compilers).length,
  };
}

test('many processes write the same entries at once: each is whole, and nothing else is left', async () => {
  const project = await projectWith('race');
  // Nobody can take this turn, so all compile that are there by then.
  mkdirSync(turnOf('race', project), { recursive: true });

  const { diagonals, compilers } = await askedOf(project, 8);

  expect(diagonals).toEqual(Array(8).fill(10));
  expect(compilers).toBeGreaterThan(1);
  expect(await askedOf(project)).toEqual({ diagonals: [10], compilers: 0 });
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

    expect(await askedOf(project)).toEqual({ diagonals: [10], compilers: 1 });

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

    expect(await askedOf(project, 2, forkOptions)).toEqual({ diagonals: [10, 10], compilers: 0 });
  });

  test('in which nothing is compiled stays as it is, and each worker compiles', async () => {
    const project = await projectWith('empty');
    mkdirSync(cacheOf('empty'), { recursive: true });
    protect('empty');

    expect(await askedOf(project, 2, forkOptions)).toEqual({ diagonals: [10, 10], compilers: 2 });
    expect(filesIn('empty')).toEqual([]);
  });

  test('is not waited for if a worker died there while it compiled', async () => {
    const project = await projectWith('left');
    mkdirSync(cacheOf('left'), { recursive: true });
    writeFileSync(turnOf('left', project), String(spawnSync(process.execPath, ['--version']).pid));
    protect('left');

    expect(await askedOf(project, 1, forkOptions)).toEqual({ diagonals: [10], compilers: 1 });
  });
});
