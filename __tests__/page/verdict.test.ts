import { expect, test } from '@jest/globals';
import type { RunRecord } from '../../src/handover/records';
import { verdicts } from '../../src/page/client/report/verdict';
import { trace } from '../../src/trace/build';
import { recordOf, reportOf } from './records';

const failures = [{ matcher: 'toTake', message: 'Expected: 10 ms' }];
const run = (more: Partial<RunRecord>) => recordOf(trace(), { test: 'a', ...more });
const verdictsOf = (runs: readonly RunRecord[], failed: readonly string[] = []) =>
  runs.map(verdicts(runs, reportOf(runs, { failed }).files));

test('a run without trouble passed, if its test did', () => {
  expect(verdictsOf([run({})])).toEqual(['passed']);
});

test('a run with a failed claim failed as it was meant to, if its test passed', () => {
  expect(verdictsOf([run({ failures })])).toEqual(['as meant']);
});

test('of a failed test the run that failed is to blame, and else each of them', () => {
  expect(verdictsOf([run({}), run({ failures, number: 1 })], ['a'])).toEqual(['passed', 'failed']);
  expect(verdictsOf([run({}), run({ number: 1 })], ['a'])).toEqual(['failed', 'failed']);
});

test('a twin that failed is not why a test failed', () => {
  const scenario = { name: 's', pool: 'asyncPool(4)' } as const;
  const runs = [
    run({ scenario: { ...scenario, part: 'body' }, error: 'no' }),
    run({ scenario: { ...scenario, part: 'twin' }, failures, number: 1 }),
  ];

  expect(verdictsOf(runs, ['a'])).toEqual(['failed', 'as meant']);
});

test('a run that failed before its test was tried again says so', () => {
  expect(verdictsOf([run({ failures, retry: 0 }), run({ retry: 1, number: 1 })])).toEqual(['retried', 'passed']);
});

test('a run of a test that nobody reported is judged by itself', () => {
  const runs = [run({ failures }), run({ number: 1 })];

  expect(runs.map(verdicts(runs, []))).toEqual(['failed', 'passed']);
});
