import type { Ms } from '../time/duration';

/** The part of what Jest tells its reporters that is read here. */
export interface JestConfig {
  readonly rootDir: string;
  readonly maxWorkers?: number;
  readonly shard?: { readonly shardIndex: number; readonly shardCount: number };
  readonly watch?: boolean;
  readonly watchAll?: boolean;
  readonly json?: boolean;
  /** The folders of projects, and the configs of inline ones. */
  readonly projects?: readonly (string | InlineProject)[];
  readonly reporters?: readonly unknown[];
  readonly testNamePattern?: string;
  readonly testPathPatterns?: { readonly patterns?: readonly string[] };
  readonly nonFlagArgs?: readonly string[];
}

/** The config of a project that has no file of its own, as it was written. */
export interface InlineProject {
  readonly displayName?: string | { readonly name: string };
}

/** A test file that Jest has to run. */
export interface JestTest {
  readonly path: string;
  readonly context?: { readonly config?: { readonly displayName?: { readonly name: string } | undefined } };
}

/** What became of a test file. Instants in milliseconds since 1970, or 0 if it never came so far. */
export interface JestFileResult {
  readonly testFilePath: string;
  readonly displayName?: { readonly name: string };
  readonly failureMessage?: string | null;
  readonly testExecError?: { readonly message?: string; readonly stack?: string | null } | null;
  readonly skipped?: boolean;
  readonly perfStats?: { readonly loadTestEnvironmentEnd: Ms; readonly end: Ms };
  readonly testResults: readonly JestTestResult[];
}

/** What became of one test. */
export interface JestTestResult {
  readonly fullName: string;
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly duration?: Ms | null;
  readonly startAt?: Ms | null;
  readonly failureMessages: readonly string[];
}

/** What became of them all. */
export interface JestResults {
  readonly startTime: Ms;
  readonly wasInterrupted?: boolean;
  readonly testResults: readonly JestFileResult[];
}
