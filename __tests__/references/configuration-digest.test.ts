import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as ConfigurationDigest from '../../src/references/configuration-digest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-digest-'));
  mkdirSync(join(folder, 'src'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a worker finds it that has asked for none before. */
function digest(): string {
  let found = '';
  jest.isolateModules(() => {
    const { folderDigest } = require('../../src/references/configuration-digest') as typeof ConfigurationDigest;
    found = folderDigest(join(folder, 'src'));
  });
  return found;
}

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
