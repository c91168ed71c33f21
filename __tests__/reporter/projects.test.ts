import { beforeAll, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../handover/folder';
import { buildPackage, filesIn, limitMs, ours, runJestWith } from './run-reporter';

beforeAll(buildPackage, limitMs);

const config = 'projects/jest.config.cjs';
const WARNING = 'Option "reporters" is not supported in an individual project configuration';

test(
  'runs of two projects that share a test file are told apart, and nothing is there twice',
  async () => {
    const folder = temporaryFolder();
    const asked = { config, args: ['-w', '2', '--shard=1/1'] };

    const printed = await runJestWith({ folder, terminal: true }, asked);
    const { files, runs } = JSON.parse(readFileSync(join(folder, 'shard-1-of-1.blob.json'), 'utf8'));

    expect(printed.stderr).not.toContain(WARNING);
    expect(files.map(({ project, path, status }: any) => [project, path, status])).toEqual([
      ['by folder', 'by-folder/own.child.js', 'passed'],
      ['by folder', 'shared/both.child.js', 'passed'],
      ['inline', 'shared/both.child.js', 'failed'],
    ]);
    expect(runs.map(({ project, file, test, failures }: any) => [project, file, test, failures.length])).toEqual([
      ['by folder', 'by-folder/own.child.js', 'runs in its folder', 0],
      ['by folder', 'shared/both.child.js', 'runs in both', 0],
      ['inline', 'shared/both.child.js', 'runs in both', 1],
    ]);
    expect(ours(printed).replace(/Lanes: .*/, 'Lanes: …')).toMatchInlineSnapshot(`
     "Lanes: …
       ✓ by folder by-folder/own.child.js › runs in its folder: 2 at once, 100 ms simulated in … ms, speed-up 2, slowest 100 (100 ms)
       ✓ by folder shared/both.child.js › runs in both: 4 at once, 2000 ms simulated in … ms, speed-up 1.7, slowest 2000 (2000 ms)
       ✗ inline shared/both.child.js › runs in both: 4 at once, 2000 ms simulated in … ms, speed-up 1.7, slowest 2000 (2000 ms), toRunInParallel failed"
    `);
    expect(filesIn(folder).filter((name) => name.startsWith('traces'))).toMatchInlineSnapshot(`
     [
       "traces/by-folder-by-folder-own.child-0-runs-in-its-folder.trace.json",
       "traces/by-folder-shared-both.child-0-runs-in-both.trace.json",
       "traces/inline-shared-both.child-0-runs-in-both.trace.json",
     ]
    `);
  },
  limitMs,
);

test(
  'a project that adds the reporter once more has a warning of Jest, and one report, also in band',
  async () => {
    const folder = temporaryFolder();
    const asked = { config, args: ['-i', '--shard=1/1'], env: { FORGETS: '1' } };

    const printed = await runJestWith({ folder, terminal: true }, asked);
    const { files, runs } = JSON.parse(readFileSync(join(folder, 'shard-1-of-1.blob.json'), 'utf8'));

    expect(printed.stderr).toContain(WARNING);
    expect(printed.stderr.match(/^Lanes:/gm)).toHaveLength(1);
    expect(files.map(({ worker }: any) => worker)).toEqual([0, 0, 0]);
    expect(runs.map(({ project, failures }: any) => [project, failures.length])).toEqual([
      ['by folder', 0],
      ['by folder', 0],
      ['inline', 1],
    ]);
  },
  limitMs,
);

test(
  'a report that cannot be written fails Jest, and says why',
  async () => {
    const folder = join(temporaryFolder(), 'a-file');
    writeFileSync(folder, '');

    const { code, stderr } = await runJestWith({ folder }, { args: ['-i', 'a-trivial'] });

    expect(code).toBe(1);
    expect(stderr).toMatch(/jest-lanes could not write its report: (EEXIST|ENOTDIR)/);
  },
  limitMs,
);
