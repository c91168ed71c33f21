import type { Ms } from '../time/duration';
import type { CoreTime } from './core-time';
import type { FailureRecord, RunRecord, SweepRecord } from './records';

/** What a file of the run folder holds, a line each. Here `file` is the absolute path of the test file. */
export type Line = FileLine | RunLine | FailureLine | SweepLine | ProgressLine | LeftOutLine;

/** A test file begins: what follows in this file of the run folder, until the next one begins, is its. */
export interface FileLine {
  readonly kind: 'file';
  readonly file: string;
  readonly pid: number;
  readonly isThread: boolean;
  /** Jest's number of the worker, from 1. */
  readonly worker: number;
  /** When, in milliseconds since 1970. */
  readonly at: Ms;
  /** What its thread has had of cores by then, where the system tells. */
  readonly core?: CoreTime;
  /** The display name of its Jest project, where the environment of jest-lanes tells it. */
  readonly project?: string;
}

/** A run has ended; claims about it come later. */
export interface RunLine extends Omit<RunRecord, 'failures'> {
  readonly schema: number;
}

/** A claim about a run did not hold. */
export interface FailureLine {
  readonly kind: 'failure';
  readonly file: string;
  /** Of the run. */
  readonly number: number;
  readonly failure: FailureRecord;
}

/** A sweep has ended. */
export interface SweepLine extends SweepRecord {
  readonly schema: number;
}

/** A sweep has run one more size. */
export interface ProgressLine {
  readonly kind: 'progress';
  readonly file: string;
  readonly test: string;
  readonly size: number;
  readonly done: number;
  readonly of: number;
  /** Since it began, in real time. */
  readonly tookMs: Ms;
}

/** So many runs of a file were left out so far: there was no room. */
export interface LeftOutLine {
  readonly kind: 'left-out';
  readonly file: string;
  readonly runs: number;
}
