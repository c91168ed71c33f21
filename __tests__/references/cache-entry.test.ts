import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepEntry } from '../../src/references/cache-entry';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-entry-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an entry is written into folders that were not there, over the one before', () => {
  const entry = join(folder, 'a', 'b', 'entry');
  keepEntry(entry, 'first');
  keepEntry(entry, Buffer.from('second'));
  expect(readFileSync(entry, 'utf8')).toBe('second');
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['entry']);
});

test('where it cannot be written nothing happens, and nothing is left', () => {
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'entry', 'in its place'), { recursive: true });
  keepEntry(join(folder, 'file', 'entry'), 'content');
  keepEntry(join(folder, 'entry'), 'content');
  expect(readdirSync(folder).sort()).toEqual(['entry', 'file']);
});
