import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceFiles } from '../../src/references/source-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file that nobody has written for a while is read once, whether it is imported or loaded', () => {
  const files = new SourceFiles();
  const file = require.resolve('expect/package.json');
  const first = files.imported(file);

  expect([files.loaded(file), files.imported(file)].map((again) => again === first)).toEqual([true, true]);
});

test('one that was written just now is read each time, and hashed anew if its text is another', () => {
  const files = new SourceFiles();
  const file = join(folder, 'a.ts');
  writeFileSync(file, 'export const a = 1;');
  const first = files.imported(file);
  expect(files.loaded(file)).toBe(first);
  for (let value = 2; value < 10; value++) {
    writeFileSync(file, `export const a = ${value};`);
    expect(files.imported(file).text).toBe(`export const a = ${value};`);
    expect(files.loaded(file).digest).not.toBe(first.digest);
  }
});

test('one that cannot be read is empty where it is imported, and says why where it is loaded', () => {
  const files = new SourceFiles();
  const below = join(require.resolve('expect/package.json'), 'below');
  for (const file of [join(folder, 'none.ts'), below]) {
    expect(files.imported(file).text).toBe('');
    expect(() => files.loaded(file)).toThrow(/ENOENT|ENOTDIR/);
  }
});
