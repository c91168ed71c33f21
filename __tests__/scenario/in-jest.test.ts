import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const root = join(__dirname, '../..');
const run = promisify(execFile);
let printed = '';
let report: Report;

beforeAll(async () => {
  await run(process.execPath, [join(root, 'build/scenario-reporter.mjs')], { cwd: root });
  const args = ['--config', join(__dirname, 'child/jest.config.cjs'), '--json', '--runInBand'];
  const options = { cwd: root, timeout: 100_000 };
  // It exits with 1, since scenarios of it fail.
  const failed = (await run(process.execPath, [require.resolve('jest/bin/jest'), ...args], options).catch(
    (error: unknown) => error,
  )) as { stdout: string };
  const json = failed.stdout.indexOf('{"numFailedTestSuites"');
  printed = failed.stdout.slice(0, json);
  report = JSON.parse(failed.stdout.slice(json)) as Report;
}, 120_000);

function statuses(file: string): Record<string, string> {
  const found = report.testResults.find(({ name }) => name.endsWith(file));
  return Object.fromEntries(found?.assertionResults.map(({ fullName, status }) => [fullName, status]) ?? []);
}

describe('a file of scenarios', () => {
  test('has a test for each pool and each twin, and fails where it should', () => {
    expect(statuses('modes.child.ts')).toMatchInlineSnapshot(`
     {
       "fails its check on asyncPool(2)": "failed",
       "fails its check on serialPool()": "failed",
       "has a twin that passes @twin its broken twin fails on asyncPool(2)": "failed",
       "has a twin that passes @twin on asyncPool(2)": "passed",
       "is skipped on asyncPool(2)": "pending",
       "is skipped on serialPool()": "pending",
       "remembers on asyncPool(2)": "failed",
       "sleeps 10 ms twice @each on asyncPool(2)": "passed",
       "sleeps 10 ms twice @each on serialPool()": "passed",
       "sleeps 20 ms twice @each on asyncPool(2)": "passed",
       "sleeps 20 ms twice @each on serialPool()": "passed",
     }
    `);
    expect(report.success).toBe(false);
  });

  test('runs the only one alone', () => {
    expect(statuses('only.child.ts')).toMatchInlineSnapshot(`
     {
       "is not run on asyncPool(2)": "pending",
       "is run alone on asyncPool(2)": "passed",
     }
    `);
  });

  test('is reported with simulated and real times', () => {
    expect(
      printed.replaceAll(/ in \d+ ms(?: +(?=\d))?/g, ' in … ms: ').replaceAll(/, [\d.]+ m?s of real/g, ', … of real'),
    ).toMatchInlineSnapshot(`
     "✓ sleeps 10 ms twice @each
         serialPool()  20 ms in … ms: 111111111111111111111111111111111111111111111111
         asyncPool(2)  10 ms in … ms: 222222222222222222222222222222222222222222222222
     ✓ sleeps 20 ms twice @each
         serialPool()  40 ms in … ms: 111111111111111111111111111111111111111111111111
         asyncPool(2)  20 ms in … ms: 222222222222222222222222222222222222222222222222
     ○ is skipped
     ✗ has a twin that passes @twin
         asyncPool(2)  5 ms in … ms: 111111111111111111111111111111111111111111111111
         ✗ its broken twin fails on asyncPool(2): UsageError: The broken twin passed on asyncPool(2): the check of the scenario does not notice what is broken in it.
     ✗ fails its check
         ✗ on serialPool(): Error: expect(received).toBe(expected) // Object.is equality
         ✗ on asyncPool(2): Error: expect(received).toBe(expected) // Object.is equality
     ✗ remembers
         ✗ on asyncPool(2): UsageError: On asyncPool(2) the second run differs from the first, so the scenario is not the same every time.
     ○ is not run
     ✓ is run alone
         asyncPool(2)  0 ms in … ms: 

     8 scenarios: 3 passed, 3 failed, 2 not run; 95 ms simulated on 6 pools, … of real time
     "
    `);
  });
});
