import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../handover/folder';
import {
  buildPackage,
  built,
  filesIn,
  limitMs,
  ours,
  printedBy,
  reportFile,
  runJestWith,
  startJest,
} from './run-reporter';

beforeAll(buildPackage, limitMs);

describe('the reporter in Jest', () => {
  test(
    'prints what there is to say after the summary, and nothing into what --json writes; GitHub gets its summary',
    async () => {
      const folder = join(temporaryFolder(), 'reports');
      const page = join(folder, '../step.md');
      const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page };

      const printed = await runJestWith({ folder, terminal: true }, { args: ['--json', '-w', '2'], env });

      expect((JSON.parse(printed.stdout) as { numTotalTests: number }).numTotalTests).toBe(9);
      expect(printed.code).toBe(1);
      const annotations = printed.stderr.slice(printed.stderr.indexOf('::error ') + '::error '.length);
      expect(
        ours(printed)
          .replace(/Lanes: \S*\/reports\//, 'Lanes: ')
          .split('\n::error')[0]!
          .replaceAll(/(c-real.*once), .*/g, '$1, …'),
      ).toMatchInlineSnapshot(`
       "Lanes: report.html
         ✓ spec/b-parallel.child.js › four at a time: 4 at once, 2000 ms simulated in … ms, speed-up 1.7, slowest 2000 (2000 ms)
         ✗ spec/b-parallel.child.js › one too many: 5 at once, 2000 ms simulated in … ms, speed-up 1.8, slowest 2000 (2000 ms), toRunInParallel failed
         ✓ spec/c-real.child.js › runs on the real clock: 2 at once, …
         ✓ spec/c-real.child.js › observes: 2 at once, …
         ✓ spec/c-real.child.js › applies: 2 at once, …
         sweep spec/b-parallel.child.js › finds the size: levels off at 3 (1: 2600 ms, 2: 1500 ms, 3: 1112 ms, 4: 1104 ms, 5: 1100 ms)"
      `);
      expect(annotations).toMatch(
        /^file=__tests__\/reporter\/child\/spec\/b-parallel\.child\.js,line=\d+,title=one too many::[^\n]*toRunInParallel/,
      );
      expect(readFileSync(page, 'utf8')).toBe(`${reportFile(folder, 'summary.md')}\n`);
      expect(filesIn(folder)).toContain('traces/spec-b-parallel.child-1-one-too-many.trace.json');
      expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
    },
    limitMs,
  );

  test(
    'is quiet in a pipe, also in band, verbose and silent',
    async () => {
      const folder = temporaryFolder();

      const printed = await runJestWith({ folder, summary: false }, { args: ['-i', '--verbose', '--silent'] });

      expect(ours(printed)).toBe('');
      expect(printed.stdout).toBe('');
      expect(filesIn(folder).filter((name) => !name.startsWith('traces'))).toEqual(['report.html']);
    },
    limitMs,
  );

  test(
    'says what a file did whose process died, and goes on',
    async () => {
      const folder = temporaryFolder();

      const { code, stderr } = await runJestWith(
        { folder, terminal: true },
        { suite: 'crash', args: ['-w', '2', '--shard=1/1'] },
      );
      const { files, runs } = JSON.parse(readFileSync(join(folder, 'shard-1-of-1.blob.json'), 'utf8'));

      expect(code).toBe(1);
      expect(stderr).not.toContain('could not write');
      expect(files.map(({ path, status }: any) => [path, status])).toEqual([
        ['crash/a-dies.child.js', 'crashed'],
        ['crash/b-lives.child.js', 'passed'],
      ]);
      expect(runs[0]).toMatchObject({
        file: 'crash/a-dies.child.js',
        test: 'dies after a run',
        measures: { spans: 2 },
      });
    },
    limitMs,
  );

  test.each([
    ['in a worker', ['-w', '2'], 'SIGINT'],
    ['in band', ['-i'], 'SIGTERM'],
  ] as const)(
    'leaves a readable report when a test that hangs %s is interrupted',
    async (_, args, signal) => {
      const folder = temporaryFolder();
      const child = startJest({ folder }, { suite: 'hang', args: [...args, '--shard=1/1'] });
      const printed = printedBy(child);
      child.stderr?.on('data', (text: Buffer | string) => {
        if (String(text).includes('it hangs')) child.kill(signal);
      });

      const { signal: endedBy } = await printed;
      const { session, files, runs } = JSON.parse(readFileSync(join(folder, 'shard-1-of-1.blob.json'), 'utf8'));

      expect(endedBy).toBe(signal);
      expect(session.interrupted).toBe(true);
      expect(files[0]).toMatchObject({ path: 'hang/a-hangs.child.js', status: 'unfinished' });
      expect(runs[0]).toMatchObject({ elapsedMs: 20, measures: { peak: 2 } });
      expect(reportFile(folder, 'summary.md')).toContain('**It was stopped before its end.**');
    },
    limitMs,
  );
});

test(
  'the reporter of scenarios leaves no folder behind when it is interrupted',
  async () => {
    const folder = temporaryFolder();
    const reporters = ['default', join(built, 'scenario-reporter.js')].flatMap((one) => ['--reporters', one]);
    const child = startJest({ folder }, { suite: 'hang', args: ['-i', ...reporters], env: { TMPDIR: folder } });
    const printed = printedBy(child);
    const left = () => readdirSync(folder).filter((name) => name.startsWith('jest-lanes-run-'));
    let meanwhile: readonly string[] = [];
    child.stderr?.on('data', (text: Buffer | string) => {
      if (!String(text).includes('it hangs')) return;
      meanwhile = left();
      child.kill('SIGTERM');
    });

    expect((await printed).signal).toBe('SIGTERM');
    expect(meanwhile).toHaveLength(1);
    expect(left()).toEqual([]);
  },
  limitMs,
);

test(
  'jest-junit has what there is to say as properties of its suites',
  async () => {
    const folder = temporaryFolder();
    const JUNIT = join(folder, 'junit.xml');

    await runJestWith({ folder, summary: false, trace: false }, { args: ['-i', 'b-parallel'], env: { JUNIT } });

    const properties = readFileSync(JUNIT, 'utf8')
      .match(/<property .*/g)
      ?.map((line) => line.replace(/ in \d+ ms/, ' in … ms'));
    expect(properties).toMatchInlineSnapshot(`
     [
       "<property name="lanes: four at a time" value="4 at once, 2000 ms simulated in … ms, speed-up 1.7, slowest 2000 (2000 ms)"/>",
       "<property name="lanes: one too many" value="5 at once, 2000 ms simulated in … ms, speed-up 1.8, slowest 2000 (2000 ms)"/>",
     ]
    `);
  },
  limitMs,
);

describe('shards', () => {
  test(
    'merge to the report that there is without them, times and workers aside',
    async () => {
      const [apart, whole] = [temporaryFolder(), temporaryFolder()];
      for (const shard of ['1/2', '2/2']) await runJestWith({ folder: apart }, { args: ['-i', `--shard=${shard}`] });
      await runJestWith({ folder: whole }, { args: ['-i', '--shard=1/1'] });

      const merged = execFileSync(process.execPath, [join(built, 'cli.js'), 'merge-reports', apart], {
        encoding: 'utf8',
      });

      expect(merged).toMatch(/^3 test files and 10 runs: /);
      const { mergeReports } = require('../../src/reporter/merge');
      const { readBlobs } = require('../../src/reporter/read-blobs');
      const [fromShards, fromOne] = [mergeReports(readBlobs(apart)), mergeReports(readBlobs(whole))];
      expect(timeless(fromShards)).toEqual(timeless(fromOne));
      expect(readdirSync(apart).filter((name) => name.endsWith('.blob.json'))).toHaveLength(2);
      expect(existsSync(join(apart, 'shard-1-of-2.blob.json'))).toBe(true);
    },
    limitMs,
  );
});

/** What must be the same each time: real times, and which worker took what, are not. */
function timeless({ session, files, runs, ...rest }: any): unknown {
  return {
    ...rest,
    suite: session.suite,
    files: files.map(({ path, status, tests }: any) => ({
      ...{ path, status },
      tests: tests.map(({ tookMs: _, failures, ...test }: any) => ({ ...test, failed: failures.length })),
    })),
    runs: runs.map(({ realMs: _, holds: _holds, failures, ...run }: any) =>
      run.clock === 'virtual'
        ? { ...run, failures }
        : { file: run.file, test: run.test, spans: run.spans.map(({ label }: any) => label) },
    ),
  };
}
