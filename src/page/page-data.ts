import type { RunRecord } from '../handover/records';
import type { ReportData } from '../handover/report-data';
import { type SuiteReport, suiteReport } from '../suite/suite-report';
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
  /** How the workers were used, and how long it would take with others. */
  readonly facts: SuiteReport;
}

export function pageData(report: ReportData): PageData {
  return { report, suite: { run: suiteRun(report), facts: suiteReport(report.files, report.session) } };
}
