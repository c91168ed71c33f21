import { expect, jest, test } from '@jest/globals';
import type * as assert from 'node:assert';
import { processPool, simulate } from '../../src';

jest.setTimeout(60_000);
// What jest-lanes requires late must be Node's own all the same.
jest.mock('node:crypto', () => ({}));
jest.mock('node:assert', () => ({}));
jest.mock('node:perf_hooks', () => ({ performance: { now: () => 42 } }));

const failAssertion = (): never => {
  const { AssertionError } = require('node:assert') as typeof assert;
  throw new AssertionError({ message: 'not so' });
};

test('what a test file mocks of Node changes no clock, no hash, and nothing that crosses to workers and back', async () => {
  await using pool = processPool(1);

  const run = await simulate(() => pool.mapSettled(failAssertion, [undefined]));

  expect(run.trace.hash()).toMatch(/^[0-9a-f]{64}$/);
  expect(run.results).toMatchObject([{ status: 'rejected', reason: { name: 'AssertionError', message: 'not so' } }]);
});
