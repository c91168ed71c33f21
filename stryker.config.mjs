import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Mutation testing of what judges: does a test fail for each small change to it?
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['src/trace/**/*.ts', 'src/matchers/**/*.ts'],
  testRunner: 'jest',
  jest: { configFile: 'build/mutation.jest.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  incremental: true,
  incrementalFile: '.cache/stryker/incremental.json',
  // Out of the repository: Jest would find two packages of one name in it.
  tempDirName: join(tmpdir(), 'jest-lanes-mutants'),
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: '.cache/stryker/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignorePatterns: ['.cache', 'api', 'bench', 'dist', 'docs', 'examples', 'scenarios'],
  thresholds: { high: 95, low: 90, break: 90 },
};
