import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../src/errors';
import type { ReportData, Session } from '../../src/handover/report-data';
import { mergeReports } from '../../src/reporter/merge';
import { readBlobs } from '../../src/reporter/read-blobs';
import { suiteOf } from '../../src/reporter/session';
import { temporaryFolder } from '../handover/folder';
import { dataOf, fileOf, runOf } from './data';

function shardOf(index: number, of: number, session: Partial<Session> = {}, more: Partial<ReportData> = {}) {
  const data = dataOf({ ...more, session: { shard: { index, of }, ...session } });
  return { path: `shard-${index}.blob.json`, data };
}

describe('merged reports', () => {
  test('are one, in the order of paths, whose workers are different ones', () => {
    const first = { files: [fileOf('b.ts', [], { worker: 2 })], runs: [runOf(undefined, { file: 'b.ts' })] };
    const second = { files: [fileOf('a.ts', [], { worker: 0 })], runs: [runOf(undefined, { file: 'a.ts' })] };

    const { session, files, runs } = mergeReports([
      shardOf(2, 2, { maxWorkers: 1, startedAt: 50, tookMs: 900, node: 'v22' }, second),
      shardOf(1, 2, { maxWorkers: 2, startedAt: 70, tookMs: 300 }, first),
    ]);

    expect(files.map(({ path, worker }) => [path, worker])).toEqual([
      ['a.ts', 3],
      ['b.ts', 2],
    ]);
    expect(runs.map(({ file }) => file)).toEqual(['a.ts', 'b.ts']);
    expect(session).toMatchObject({ startedAt: 50, tookMs: 900, maxWorkers: 3, node: 'v20, v22', suite: 'abc' });
    expect(session).not.toHaveProperty('shard');
  });

  const old = shardOf(2, 2);
  const foreign = { ...old, data: { ...old.data, schema: 9 } } as unknown as typeof old;
  test.each([
    ['none', [], 'There is no report of a shard to merge. `jest --shard=1/2` writes one.'],
    ['one missing', [shardOf(1, 3), shardOf(3, 3)], 'Of 3 shards these are missing: 2.'],
    [
      'one twice',
      [shardOf(1, 2), shardOf(1, 2)],
      'Shard 1 of 2 is there twice: shard-1.blob.json and shard-1.blob.json.',
    ],
    [
      'other numbers',
      [shardOf(1, 2), shardOf(2, 3)],
      'shard-1.blob.json is one of 2 shards, shard-2.blob.json one of 3.',
    ],
    ['no shard', [{ path: 'x.blob.json', data: dataOf() }], 'x.blob.json is of no shard.'],
    [
      'another suite',
      [shardOf(1, 2), shardOf(2, 2, { suite: 'other' })],
      "shard-1.blob.json and shard-2.blob.json are of different suites: the commit, the package, Jest's projects and the " +
        'tests asked for must be the same. Empty the folder before each run.',
    ],
    [
      'another schema',
      [shardOf(1, 2), foreign],
      'shard-2.blob.json was written by another version of jest-lanes: its schema is 9, not 1. Use one version for all ' +
        'shards, and to merge them.',
    ],
  ])('are refused: %s', (_, blobs, message) => {
    expect(() => mergeReports(blobs)).toThrow(new UsageError(message));
  });
});

describe('the reports of shards in a folder', () => {
  test('must be whole', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.blob.json'), '{"schema":1');

    expect(() => readBlobs(folder)).toThrow(
      `${join(folder, 'a.blob.json')} is not the report of a shard: it is no JSON. Was it written to its end?`,
    );
    writeFileSync(join(folder, 'a.blob.json'), '[]');
    expect(() => readBlobs(folder)).toThrow(`${join(folder, 'a.blob.json')} is not the report of a shard.`);
    expect(() => readBlobs(join(folder, 'none'))).toThrow(`There is no folder ${join(folder, 'none')}.`);
  });
});

describe('a suite', () => {
  const config = { rootDir: '/home/a/app', projects: ['/home/a/app/one'], testNamePattern: 'x' };

  test('is the same on another machine, and on another shard', () => {
    const there = {
      ...config,
      rootDir: '/srv/app',
      projects: ['/srv/app/one'],
      shard: { shardIndex: 2, shardCount: 3 },
    };

    expect(suiteOf(there, '{}', 'c0ffee')).toBe(suiteOf(config, '{}', 'c0ffee'));
  });

  test.each([
    [config, '{}', 'another commit'],
    [config, '{"name":"other"}', 'c0ffee'],
    [{ ...config, testNamePattern: 'y' }, '{}', 'c0ffee'],
    [{ ...config, projects: [] }, '{}', 'c0ffee'],
    [{ ...config, testPathPatterns: { patterns: ['unit'] } }, '{}', 'c0ffee'],
  ])('is another one: %j, %s, %s', (other, packageJson, commit) => {
    expect(suiteOf(other, packageJson, commit)).not.toBe(suiteOf(config, '{}', 'c0ffee'));
  });
});
