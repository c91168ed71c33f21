import { describe, expect, test } from '@jest/globals';
import TestSequencer from '@jest/test-sequencer';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileCost } from '../../src/suite/costs';
import { inJestOrder, inShards, runsInBand } from '../../src/suite/jest-order';

const cost = (path: string, more: Partial<FileCost> = {}): FileCost => ({
  ...{ path, ownMs: 0, beforeTestsMs: 0, failed: false, testsMs: [] },
  ...more,
});
const paths = (files: readonly FileCost[]) => files.map(({ path }) => path);

/** Jest's own sequencer, with these files in its cache. */
function sequenced(files: readonly FileCost[], use: (sequencer: any, tests: any[]) => any[]): readonly string[] {
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'jest-lanes-order-'));
  try {
    const config = { cache: true, cacheDirectory, id: 'x', rootDir: '/root', haste: {} };
    const context = { config, hasteFS: { getSize: () => 0 } };
    const tests = files.map(({ path }) => ({ path: `/root/${path}`, context }));
    const testResults = files.map(({ path, failed, cachedMs }) => ({
      testFilePath: `/root/${path}`,
      numFailingTests: Number(failed),
      skipped: cachedMs === undefined,
      perfStats: { runtime: cachedMs, start: 0, end: 0 },
    }));
    const sequencer = new (TestSequencer as any)({ contexts: [], globalConfig: {} });
    sequencer.cacheResults(tests, { testResults });
    return use(sequencer, tests).map(({ path }: { path: string }) => path.slice('/root/'.length));
  } finally {
    rmSync(cacheDirectory, { recursive: true });
  }
}

const anySuite = () =>
  fc
    .uniqueArray(fc.nat(500), { maxLength: 12 })
    .chain((times) => fc.tuple(fc.constant(times), fc.infiniteStream(fc.boolean())))
    .map(([times, failed]) =>
      times.map((cachedMs, i) => cost(`${i}.test.ts`, { cachedMs, failed: failed.next().value })),
    );

describe('the order of files', () => {
  test('is: failed, never timed, then the longest', () => {
    const files = [
      cost('fast', { cachedMs: 1 }),
      cost('slow', { cachedMs: 9 }),
      cost('skipped'),
      cost('failed', { cachedMs: 2, failed: true }),
    ];

    expect(paths(inJestOrder(files))).toEqual(['failed', 'skipped', 'slow', 'fast']);
    expect(sequenced(files, (sequencer, tests) => sequencer.sort(tests))).toEqual(paths(inJestOrder(files)));
  });

  test("is Jest's own", () => {
    fc.assert(
      fc.property(anySuite(), (files) => {
        expect(paths(inJestOrder(files))).toEqual(sequenced(files, (sequencer, tests) => sequencer.sort(tests)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('shards', () => {
  test("are Jest's own", () => {
    fc.assert(
      fc.property(anySuite(), fc.integer({ min: 1, max: 8 }), (files, shardCount) => {
        const own = Array.from({ length: shardCount }, (_, i) =>
          sequenced(files, (sequencer, tests) => sequencer.shard(tests, { shardIndex: i + 1, shardCount })),
        );

        expect(inShards(files, shardCount).map(paths)).toEqual(own);
      }),
      { numRuns: 20 },
    );
  });
});

test.each<[rule: string, files: readonly FileCost[], workers: number, inBand: boolean]>([
  ['one worker', [cost('a', { cachedMs: 5000 }), cost('b', { cachedMs: 5000 })], 1, true],
  ['one file', [cost('a', { cachedMs: 5000 })], 4, true],
  ['two slow files', [cost('a', { cachedMs: 1000 }), cost('b', { cachedMs: 1 })], 4, false],
  ['20 fast files', Array.from({ length: 20 }, () => cost('a', { cachedMs: 999 })), 4, true],
  ['21 fast files', Array.from({ length: 21 }, () => cost('a', { cachedMs: 1 })), 4, false],
  ['two files without a time', [cost('a'), cost('b')], 4, false],
])('Jest runs %s in band, or not', (_, files, workers, inBand) => {
  expect(runsInBand(files, workers)).toBe(inBand);
});
