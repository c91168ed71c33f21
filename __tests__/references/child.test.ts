import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { runChildJest } from '../simulate/child-jest';

/** Functions are found by what Jest loads, mocks and compiles, so Jests of their own run the tests of `project/`. */
const config = join(__dirname, 'project/jest.config.cjs');

const lowConfig = join(__dirname, 'project/low.config.cjs');

// Compilers are slow to start on a busy machine.
const limitMs = 120_000;

test.each(['ts-jest', 'babel-jest', '@swc/jest'])(
  'references hold under %s, with coverage on',
  async (transform) => {
    const tests = await runChildJest(config, '--ci', '--coverage', '--selectProjects', transform);

    expect(tests.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(tests.length).toBeGreaterThan(30);
  },
  limitMs,
);

test(
  'functions compiled for an old engine find the helpers of TypeScript, inlined or of `tslib`',
  async () => {
    const tests = await runChildJest(lowConfig, '--ci');

    expect(tests.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
  },
  limitMs,
);
