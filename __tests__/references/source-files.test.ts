import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import fs, { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Sources from '../../src/references/source-files';
import { SourceFiles } from '../../src/references/source-files';
import { natives } from '../../src/time/natives';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-sources-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A file of this text that was written so long ago, in milliseconds. */
function written(text: string, agoMs: number): string {
  const file = join(folder, 'a.ts');
  writeFileSync(file, text);
  jest.spyOn(natives, 'dateNow').mockReturnValue(statSync(file).ctimeMs + agoMs);
  return file;
}

/** The module, and all that it takes of `fs` as it loads, as they are now. */
function freshly(): typeof Sources {
  let fresh!: typeof Sources;
  jest.isolateModules(() => {
    fresh = require('../../src/references/source-files') as typeof Sources;
  });
  return fresh;
}

test('a file that nobody has written for a second is read once, whether it is imported or loaded', () => {
  const file = written('export const a = 1;', 1000);
  const read = jest.spyOn(fs, 'readFileSync');
  const files = new (freshly().SourceFiles)();
  read.mockClear();
  const first = files.imported(file);

  expect([files.loaded(file), files.imported(file)].map((again) => again === first)).toEqual([true, true]);
  expect(read.mock.calls.filter(([path]) => path === file)).toHaveLength(1);
});

test('and is read again once somebody has written it', () => {
  const files = new SourceFiles();
  const first = files.imported(written('export const a = 1;', 1000));
  const file = written('export const a = 10;', 1000);

  expect(files.loaded(file).text).toBe('export const a = 10;');
  expect(files.imported(file).digest).not.toBe(first.digest);
});

test('one that is newer is read each time, as its times may hide a change, and hashed anew if its text is another', () => {
  const files = new SourceFiles();
  const file = written('export const a = 1;', 999);
  const stats = statSync(file);
  const first = files.imported(file);
  expect(files.loaded(file)).toBe(first);
  writeFileSync(file, 'export const a = 2;');
  jest.spyOn(fs, 'statSync').mockReturnValue(stats);

  expect(files.imported(file).text).toBe('export const a = 2;');
  expect(files.loaded(file).digest).not.toBe(first.digest);
});

test('one that cannot be read is empty where it is imported, and says why where it is loaded', () => {
  const files = new SourceFiles();
  const below = join(require.resolve('expect/package.json'), 'below');
  for (const file of [join(folder, 'none.ts'), below]) {
    expect(files.imported(file).text).toBe('');
    expect(() => files.loaded(file)).toThrow(/ENOENT|ENOTDIR/);
  }
});
