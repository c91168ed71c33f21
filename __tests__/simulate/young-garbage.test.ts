import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runChildJest } from './child-jest';

test('short simulations leave little of their recordings to a full collection of garbage', async () => {
  const tests = await runChildJest(join(__dirname, 'alone/jest.config.cjs'));

  expect(tests.map(({ name, status, errors }) => [name, status, errors])).toEqual([
    ['of observed calls', 'passed', []],
    ['of observed calls one by one', 'passed', []],
    ['of observed calls, with a server declared', 'passed', []],
    ['of observed calls one by one, with a server declared', 'passed', []],
  ]);
}, 120_000);
