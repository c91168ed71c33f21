import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type * as Fs from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import type * as ConfigurationDigest from '../../src/references/configuration-digest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-digest-'));
  mkdirSync(join(folder, 'src'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As it is in a worker that has read nothing so far. */
function fresh(): typeof ConfigurationDigest {
  let loaded: typeof ConfigurationDigest | undefined;
  jest.isolateModules(() => {
    loaded = require('../../src/references/configuration-digest') as typeof ConfigurationDigest;
  });
  return loaded!;
}

const digest = (): string => fresh().folderDigest(join(folder, 'src'));

function write(name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

test.each([
  'src/package.json',
  'tsconfig.json',
  'tsconfig.test.json',
  'babel.config.cjs',
  '.babelrc',
  '.swcrc',
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'node_modules/.package-lock.json',
  'node_modules/.yarn-state.yml',
  'node_modules/.modules.yaml',
])('the digest of a folder changes with %s, beside it or above it', (name) => {
  const before = digest();
  write(name, '{}');
  const first = digest();
  write(name, '{ "extends": "x" }');
  expect(new Set([before, first, digest()]).size).toBe(3);
});

test('the digest of a folder changes with no other file, and with none below it', () => {
  const before = digest();
  for (const name of ['readme.md', 'src/index.ts', 'node_modules/x/package.json', 'src/below/tsconfig.json']) {
    write(name, '{}');
  }
  expect(digest()).toBe(before);
});

test('one who reads for another reads anew each time, the folder and all above it', () => {
  const { digestsUpFrom, folderDigest } = fresh();
  const below = join(folder, 'src');
  const before = digestsUpFrom(below);
  expect([before.get(below), before.get(folder)]).toEqual([folderDigest(below), folderDigest(folder)]);
  expect([...before.keys()].at(0)).toBe(parse(folder).root);

  write('tsconfig.json', '{}');
  expect(digestsUpFrom(below).get(below)).toBe(digest());
  expect(digestsUpFrom(below).get(below)).not.toBe(before.get(below));
});

test('what was read for one is taken over for the folders that it has not read itself', () => {
  const { folderDigest, takeOverFolders } = fresh();
  const own = folderDigest(folder);
  takeOverFolders(
    new Map([
      [folder, 'read for it'],
      [join(folder, 'src'), 'read for it'],
    ]),
  );
  expect([folderDigest(folder), folderDigest(join(folder, 'src'))]).toEqual([own, 'read for it']);
});

test('is not led astray by what a test has made of `fs` meanwhile', () => {
  write('tsconfig.json', '{}');
  write('package-lock.json', '{}');
  const { digestsUpFrom } = fresh();
  const before = digestsUpFrom(folder);
  const fs = jest.requireActual<typeof Fs>('node:fs');
  for (const name of ['readdirSync', 'readFileSync', 'statSync'] as const) {
    jest.spyOn(fs, name).mockImplementation(() => {
      throw new Error('spied on');
    });
  }
  try {
    expect(digestsUpFrom(folder)).toEqual(before);
  } finally {
    jest.restoreAllMocks();
  }
});

test('a `node_modules` in which nothing can be looked up changes no digest, and is no fault', () => {
  const before = digest();
  write('node_modules', 'a file, so that nothing is below it');
  expect(digest()).toBe(before);
});
