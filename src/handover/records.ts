import type { Outcome, Printed, RequestFacts, Source, WorkerFacts } from '../trace/span';
import type { Ms } from '../time/duration';

/** The format of the records: a reader refuses any other. */
export const SCHEMA = 1;

/** What a test file hands over to the reporter: one line of JSON each. */
export type HandoverRecord = RunRecord | SweepRecord;

/** The test that something happened in. */
export interface InTest {
  /** The test file, relative to Jest's `rootDir`, with `/`. */
  readonly file: string;
  /** The display name of its Jest project, if it has one: several may run one file. */
  readonly project?: string;
  /** The full name of the test; empty outside of one. */
  readonly test: string;
  /** How often the test was tried before, with `jest.retryTimes`. */
  readonly retry: number;
}

/** One run: of a simulation, or of a pool or observed functions on the real clock. Times in milliseconds. */
export interface RunRecord extends InTest {
  readonly kind: 'run';
  /** Its number in the test file, from 0, in the order in which runs ended. */
  readonly number: number;
  readonly clock: 'virtual' | 'real';
  readonly seed?: number;
  /** From the first moment to the last, on the clock of the run. */
  readonly elapsedMs: Ms;
  /** The same in real time; equal to `elapsedMs` on the real clock. */
  readonly realMs: Ms;
  /** What the body failed with: name and message. */
  readonly error?: string;
  /** What held the virtual clock longest, in real time; the longest first. */
  readonly holds: readonly HoldRecord[];
  /** The assertions about this run that failed. */
  readonly failures: readonly FailureRecord[];
  /** The scenario it belongs to. */
  readonly scenario?: ScenarioRecord;
  /** The `number` of the sweep that it is a part of. */
  readonly sweep?: number;
  /** In the order of queueing. */
  readonly spans: readonly SpanRecord[];
  /** Work that was queued and never started; absent if there was none. */
  readonly neverStarted?: readonly NeverStartedRecord[];
  /** How many spans, or pieces of work that never started, were left out for want of room. */
  readonly spansLeftOut: number;
  /** The measures, taken over all spans, also those left out: */
  readonly measures: MeasuresRecord;
}

/** Measures of the spans that matchers judge: the top-level ones. */
export interface MeasuresRecord {
  readonly spans: number;
  readonly peak: number;
  /** When that many were first in flight; absent if nothing ran. */
  readonly peakAt?: Ms;
  readonly makespanMs: Ms;
  /** The sum of all spans' lengths. */
  readonly workMs: Ms;
  /** `workMs` ÷ `makespanMs`: how many times faster than one after another; absent if it took no time. */
  readonly speedUp?: number;
  /** The longest span. */
  readonly slowest?: { readonly label: string; readonly tookMs: Ms };
  /** How many spans ended in each way. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

export interface HoldRecord {
  readonly name: string;
  readonly realMs: Ms;
}

/** A matcher that failed. */
export interface FailureRecord {
  readonly matcher: string;
  readonly message: string;
  /** The stretch of time that the message marks, on the run's clock. */
  readonly from?: Ms;
  readonly until?: Ms;
}

export interface ScenarioRecord {
  readonly name: string;
  /** The pool it ran on, as `asyncPool(4)`. */
  readonly pool: string;
  /** `twin`: the broken twin, which is meant to fail. `repeat`: the second run of the determinism check. */
  readonly part: 'body' | 'twin' | 'repeat';
}

/** One span; times on the run's clock. Values are texts, shortened. */
export interface SpanRecord {
  readonly id: number;
  readonly label: string;
  readonly source: Source;
  readonly parent?: number;
  readonly lane: number;
  readonly queuedAt: Ms;
  readonly startedAt: Ms;
  readonly endedAt: Ms;
  /** Order is counted in steps, as in a trace: at one instant much may happen. */
  readonly startStep: number;
  readonly endStep: number;
  readonly outcome: Outcome;
  /** Not among the spans that matchers judge, and the measures are of. */
  readonly aside?: true;
  readonly input?: string;
  readonly result?: string;
  readonly error?: string;
  readonly request?: RequestFacts;
  readonly output?: readonly Printed[];
  readonly worker?: WorkerFacts;
}

/** Work that was queued and never ran. */
export interface NeverStartedRecord {
  readonly id: number;
  readonly label: string;
  readonly source: Source;
  readonly parent?: number;
  readonly queuedAt: Ms;
  /** When it stopped waiting. */
  readonly endedAt: Ms;
  readonly outcome: 'cancelled' | 'unfinished';
  readonly aside?: true;
}

/** A sweep over pool sizes. */
export interface SweepRecord extends InTest {
  readonly kind: 'sweep';
  readonly number: number;
  readonly rows: readonly SweepRowRecord[];
  /** Absent if only the greatest size would do. */
  readonly levelsOffAt?: number;
  /** What size to take, in words. */
  readonly advice: string;
}

export interface SweepRowRecord {
  readonly size: number;
  readonly elapsedMs: Ms;
  readonly speedUp: number;
  readonly efficiency: number;
  /** The longest task on the critical path. */
  readonly longest?: { readonly label: string; readonly tookMs: Ms };
}
