import type { RunRecord } from '../handover/records';
import type { ReportData } from '../handover/report-data';
import type { Ms } from '../time/duration';
import { suiteRun } from './suite-run';

/** What is embedded in a page. */
export interface PageData {
  readonly report: ReportData;
  readonly suite: SuiteData;
}

/** The run of Jest itself. */
export interface SuiteData {
  /** Its files as tasks, and its workers as lanes. */
  readonly run: RunRecord;
  readonly facts?: SuiteFacts;
}

/** How long the suite is predicted to take. */
export interface PredictedTime {
  /** How many workers, or shards. */
  readonly size: number;
  readonly wallMs: Ms;
}

/** A gain by splitting the slowest file. */
export interface SplitGain {
  readonly parts: number;
  readonly gainMs: Ms;
}

/** The part of a `SuiteReport` that the page shows; shares are from 0 to 1. */
export interface SuiteFacts {
  /** From the start of Jest to the end of the last file, and of that what passed before the first one was handed out. */
  readonly wallMs: Ms;
  readonly beforeMs: Ms;
  readonly workers: number;
  readonly utilisation: number;
  readonly spentOn: { readonly startUpMs: Ms; readonly loadMs: Ms; readonly testsMs: Ms; readonly restMs: Ms };
  /** The files that made it as long as it was, in the order in which they ran. */
  readonly criticalPath: readonly { readonly path: string; readonly tookMs: Ms }[];
  readonly slowest?: {
    readonly path: string;
    readonly tookMs: Ms;
    readonly share: number;
    readonly dominatesFrom?: number;
    readonly split?: { readonly inTwo: SplitGain; readonly best: SplitGain };
  };
  readonly byWorkers: readonly PredictedTime[];
  readonly byShards: readonly PredictedTime[];
  readonly workersLevelOffAt?: number;
  readonly shardsLevelOffAt?: number;
}

export function pageData(report: ReportData, facts?: SuiteFacts): PageData {
  return { report, suite: { run: suiteRun(report), ...(facts !== undefined && { facts }) } };
}
