/**
 * A Jest reporter that shows what ran when: `reporters: ['default', 'jest-lanes/reporter']`, or `withLanes`, which adds it.
 *
 * It writes a page, traces for Perfetto and a summary in Markdown, and prints a line for each run that has something to
 * say. How the tests went, and the exit code, are Jest's affair.
 */
import { LanesReporter } from './reporter/lanes-reporter';

export type {
  InlineProject,
  JestConfig,
  JestFileResult,
  JestResults,
  JestTest,
  JestTestResult,
} from './reporter/jest-results';
export type { ReporterOptions } from './reporter/report-options';

// eslint-disable-next-line no-restricted-syntax -- where Jest looks for it
export default LanesReporter;
