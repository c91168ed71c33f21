/**
 * A run of Jest looked at as what it is, a pool of workers that run test files: `jest-lanes/suite`. The reporter makes
 * use of it; with the records of a report one may as well ask oneself.
 */
export type { FileRecord, Session, TestRecord } from './handover/report-data';
export type { Prediction } from './suite/predict';
export { processorTimeOfChildren } from './suite/processor-time';
export type { Split } from './suite/split';
export { type FileTime, type SlowestFile, type SpentOn, type SuiteReport, suiteReport } from './suite/suite-report';
export { suiteTable } from './suite/suite-table';
export { suiteTrace } from './suite/suite-trace';
export { suiteInWords } from './suite/suite-words';
export { workersOf } from './suite/workers-of';
