import { fileName, keyOfTest } from '../../../handover/place';
import type { FailureRecord, SpanRecord } from '../../../handover/records';
import type { Report, RunEntry } from './report';
import { visible } from './visible';
import { judged } from './work';

/** Something that broke, and where to look at it. */
export interface Breakage {
  readonly title: string;
  /** With its project. */
  readonly file: string;
  readonly message: string;
  readonly entry?: RunEntry;
}

/** Counts of tests and files. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What broke: tests that failed, with the run to look at, and files that could not run. In the order of files. */
export function breakages({ data, runs }: Report): readonly Breakage[] {
  const failed = runs.filter(({ verdict }) => verdict === 'failed');
  return data.files.flatMap((file) => {
    const { path, project } = file;
    const where = { file: path, ...(project === undefined ? {} : { project }) };
    const tests = file.tests.filter(({ status }) => status === 'failed');
    const broken = tests.map(({ name, failures }) => {
      const key = keyOfTest({ ...where, test: name });
      const entry = failed.find(({ run }) => keyOfTest(run) === key);
      return {
        title: name,
        file: fileName(where),
        message: visible(messageOf(entry) ?? failures.join('\n\n')),
        ...found(entry),
      };
    });
    const error = file.error ?? (file.status === 'crashed' ? 'The worker that ran it died.' : undefined);
    return error === undefined
      ? broken
      : [{ title: fileName(where), file: fileName(where), message: visible(error) }, ...broken];
  });
}

function found(entry: RunEntry | undefined): { readonly entry?: RunEntry } {
  return entry === undefined ? {} : { entry };
}

function messageOf(entry: RunEntry | undefined): string | undefined {
  return entry?.run.failures[0]?.message ?? entry?.run.error;
}

export function countTests({ data }: Report): TestCounts {
  const statuses = data.files.flatMap(({ tests }) => tests.map(({ status }) => status));
  const count = (status: string): number => statuses.filter((one) => one === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') + count('todo') };
}

/** The runs that tell something of the code: neither broken on purpose, nor the same once more. */
export function telling({ runs }: Report): readonly RunEntry[] {
  return runs.filter(({ run }) => run.scenario === undefined || run.scenario.part === 'body');
}

/** The runs with the most in flight, the greatest first; of equals, the first. */
export function busiest(report: Report, most: number): readonly RunEntry[] {
  const those = telling(report).filter(({ run }) => run.measures.peak > 0);
  return [...those].sort((one, other) => other.run.measures.peak - one.run.measures.peak).slice(0, most);
}

/** The runs with the longest span, the longest first. */
export function slowest(report: Report, most: number): readonly RunEntry[] {
  const length = ({ run }: RunEntry): number => run.measures.slowest?.tookMs ?? 0;
  const those = telling(report).filter((entry) => length(entry) > 0);
  return [...those].sort((one, other) => length(other) - length(one)).slice(0, most);
}

/** Who was in flight at the peak, as far as spans and their times tell. */
export function atPeak({ run }: RunEntry): readonly SpanRecord[] {
  const { peakAt } = run.measures;
  if (peakAt === undefined) return [];
  return judged(run).filter(({ startedAt, endedAt }) => startedAt <= peakAt && peakAt < endedAt);
}

/** What a failure says in one line: what was received, else its first line. */
export function inShort({ matcher, message }: Pick<FailureRecord, 'message'> & Partial<FailureRecord>): string {
  const lines = visible(message).split('\n');
  const received = lines
    .find((line) => line.startsWith('Received:'))
    ?.replace('Received:', '')
    .trim();
  if (received !== undefined) return matcher === undefined ? `Received ${received}` : `${matcher}: ${received}`;
  return lines.find((line) => line.trim() !== '')?.trim() ?? matcher ?? '';
}
