import { appendFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ReportData } from '../handover/report-data';
import { htmlReport } from '../page/html-report';
import { annotationsOf } from './annotations';
import { blobName, blobOf } from './blob';
import { pathFrom } from './file-records';
import type { JestConfig } from './jest-results';
import type { ReportForms } from './report-options';
import { markdownSummary } from './summary';
import { terminalLines } from './terminal-lines';
import { terminalOf } from './terminal';
import { traceFiles } from './trace-files';
import { PAGE, openReports, writeReport, writeWhole } from './write-report';

/** What is asked for, and of which Jest. */
export interface Publication {
  readonly config: Pick<JestConfig, 'rootDir' | 'watch' | 'watchAll' | 'reporters'>;
  readonly forms: ReportForms;
}

/**
 * Writes a report in all the forms that are asked for. Nothing is written if no test file ran.
 *
 * @returns what prints the rest, when Jest has printed its summary.
 */
export function publish(data: ReportData, { config, forms }: Publication): () => void {
  if (data.files.length === 0) return () => undefined;
  const folder = resolve(config.rootDir, forms.folder.replace('<rootDir>', config.rootDir));
  const files = reportFiles(data, forms, config.watch === true || config.watchAll === true);
  if (files.size > 0) writeReport(folder, data.session.id, files);
  if (data.session.shard !== undefined) {
    openReports(folder);
    writeWhole(join(folder, blobName(data.session.shard)), blobOf(data));
  }
  const page = files.has(PAGE) ? relative(process.cwd(), join(folder, PAGE)) : undefined;
  if (forms.summary) tellGitHub(files.get(SUMMARY) ?? '');
  return () => {
    tell(data, forms, page);
    if (forms.annotations && !hasAnnotator(config)) annotate(data, config.rootDir);
  };
}

const SUMMARY = 'summary.md';

/** The files of a report, by path. In watch mode none that Jest would take for a change of the project. */
export function reportFiles(data: ReportData, forms: ReportForms, isWatching: boolean): ReadonlyMap<string, string> {
  return new Map([
    ...(forms.html ? [[PAGE, htmlReport(data)] as const] : []),
    ...(forms.summary ? [[SUMMARY, markdownSummary(data)] as const] : []),
    ...(forms.trace && !isWatching ? traceFiles(data) : []),
  ]);
}

function tell(data: ReportData, forms: ReportForms, page: string | undefined): void {
  const terminal = terminalOf(forms);
  if (!terminal.isOn) return;
  const lines = terminalLines(data, terminal, page);
  if (lines.length > 0) terminal.write(`\n${lines.join('\n')}\n`);
}

function tellGitHub(summary: string): void {
  const page = process.env['GITHUB_STEP_SUMMARY'];
  if (page !== undefined && page !== '' && summary !== '') appendFileSync(page, `${summary}\n`);
}

/** Jest's own reporter for GitHub annotates the same failures. */
function hasAnnotator({ reporters = [] }: Pick<JestConfig, 'reporters'>): boolean {
  return reporters.some((one) => (Array.isArray(one) ? (one as unknown[])[0] : one) === 'github-actions');
}

function annotate(data: ReportData, rootDir: string): void {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  const commands = annotationsOf(data, (path) => pathFrom(workspace, join(rootDir, path)));
  // Commands count on either stream; the other one may be read as `--json`.
  if (commands.length > 0) process.stderr.write(`${commands.join('\n')}\n`);
}
