import type { Ms } from '../time/duration';
import type { RunRecord, SweepRecord } from './records';

/** All that the reporter knows when the tests are over: what every form of the report is made of, and what shards merge. */
export interface ReportData {
  readonly schema: 1;
  readonly session: Session;
  /** In the order of paths. */
  readonly files: readonly FileRecord[];
  /** In the order of files, then of `number`. */
  readonly runs: readonly RunRecord[];
  readonly sweeps: readonly SweepRecord[];
  /** What did not fit, in words: `1 200 runs of spec/load.test.ts`. */
  readonly leftOut: readonly string[];
}

/** One call of Jest. */
export interface Session {
  /** Unlike any other's. */
  readonly id: string;
  /** What shards of one suite have in common; a digest of config, commit and command. */
  readonly suite: string;
  /** When it began, in milliseconds since 1970. */
  readonly startedAt: Ms;
  /** From then to the end of the last file. */
  readonly tookMs: Ms;
  readonly maxWorkers: number;
  /** How many cores the machine has for it: Node's `os.availableParallelism()`. */
  readonly cores?: number;
  /** How many other processes wanted a core, on average: `os.loadavg()[0]` when it began, where the system tells. */
  readonly otherLoad?: number;
  /** Processor time that running the files took: of the workers, or of Jest itself if it ran in band. */
  readonly cpuMs?: Ms;
  /** The part of their time, from 0 to 1, in which files ran on a core, not counting that in which they waited for one. */
  readonly computing?: number;
  /** How many times longer they took to compute than they ran on a core: 1 if they never waited for one. */
  readonly slowness?: number;
  readonly node: string;
  readonly jest: string;
  /** As Jest's `--shard=2/3`. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** Whether it was stopped before its end. */
  readonly interrupted: boolean;
}

/** One test file, as Jest ran it. Times in milliseconds from the beginning of the session. */
export interface FileRecord {
  /** Relative to `rootDir`, with `/`. */
  readonly path: string;
  /** The display name of its Jest project. */
  readonly project?: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'crashed' | 'unfinished';
  /** Jest's worker that ran it; 0 if it ran in band. Absent if nobody can tell. */
  readonly worker?: number;
  readonly startedAt: Ms;
  readonly endedAt: Ms;
  /**
   * Parts of the time between, one after another. First, until its test environment stood: of a worker's first file mostly
   * the start of the process and what Jest itself loads.
   */
  readonly startUpMs?: Ms;
  /** Then, until the first test began: setup files, the test file and its modules are loaded, and transformed. */
  readonly loadMs?: Ms;
  readonly testsMs?: Ms;
  readonly tests: readonly TestRecord[];
  /** Why the file itself failed, when it did. */
  readonly error?: string;
}

/** One test. */
export interface TestRecord {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'todo';
  readonly tookMs?: Ms;
  readonly failures: readonly string[];
}
