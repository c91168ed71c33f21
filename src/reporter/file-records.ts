import { stripVTControlCharacters } from 'node:util';
import { relative, sep } from 'node:path';
import type { FileRecord, TestRecord } from '../handover/report-data';
import { shortened } from '../handover/short-text';
import { workersOf } from '../suite/workers-of';
import type { Ms } from '../time/duration';
import type { JestFileResult, JestTest, JestTestResult } from './jest-results';

const MOST_FAILURE_CHARACTERS = 20_000;

/** What Jest says of a test file whose process died under it. */
const CRASHED = /jest worker (process|encountered)/i;

const STATUS: Readonly<Record<string, TestRecord['status']>> = { passed: 'passed', failed: 'failed', todo: 'todo' };

/** The path of a test file as records have it: relative to Jest's root, with `/`. */
export function pathFrom(rootDir: string, file: string): string {
  return relative(rootDir, file).split(sep).join('/');
}

/** The test files of one call of Jest, as they come. Instants are in milliseconds since 1970. */
export class FileRecords {
  readonly #started = new Map<JestTest, Ms>();
  readonly #records = new Map<JestTest, FileRecord>();
  readonly #starts: JestTest[] = [];
  readonly #ends: JestTest[] = [];

  /** @param begunAt - when the session began. */
  constructor(
    private readonly rootDir: string,
    private readonly begunAt: Ms,
  ) {}

  started(test: JestTest, now: Ms): void {
    this.#started.set(test, now);
    this.#starts.push(test);
  }

  ended(test: JestTest, result: JestFileResult, now: Ms): void {
    const { end = 0 } = result.perfStats ?? {};
    const startedAt = this.#started.get(test) ?? now;
    this.#started.delete(test);
    this.#ends.push(test);
    this.#records.set(test, {
      ...this.#identityOf(test),
      status: statusOf(result),
      startedAt: startedAt - this.begunAt,
      // Jest hands over the next file before it tells of this one, so the worker's own word counts.
      endedAt: Math.max(end === 0 ? now : end, startedAt) - this.begunAt,
      ...(end === 0 ? {} : partsOf(result, startedAt)),
      tests: result.testResults.map(testRecord),
      ...errorOf(result),
    });
  }

  /**
   * In the order of paths; what has started and not ended is unfinished.
   *
   * @param maxWorkers - how many workers took the files in turn; 0 if Jest ran them itself.
   */
  all(now: Ms, maxWorkers: number): readonly FileRecord[] {
    const workers = workersOf(this.#starts, this.#ends, maxWorkers);
    const workerOf = (test: JestTest): Pick<FileRecord, 'worker'> => {
      const worker = maxWorkers === 0 ? 0 : workers.get(test);
      return worker === undefined ? {} : { worker };
    };
    const unfinished = [...this.#started].map(([test, startedAt]): FileRecord => {
      const times = { startedAt: startedAt - this.begunAt, endedAt: now - this.begunAt };
      return { ...this.#identityOf(test), ...workerOf(test), status: 'unfinished', ...times, tests: [] };
    });
    const ended = [...this.#records].map(([test, record]) => ({ ...record, ...workerOf(test) }));
    return [...ended, ...unfinished].sort(byPath);
  }

  #identityOf({ path, context }: JestTest): Pick<FileRecord, 'path' | 'project'> {
    const project = context?.config?.displayName?.name;
    return { path: pathFrom(this.rootDir, path), ...(project === undefined ? {} : { project }) };
  }
}

/** By path, then by project, since several may run one file. */
export function byPath(a: FileRecord, b: FileRecord): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  const [one, other] = [a.project ?? '', b.project ?? ''];
  return one === other ? 0 : one < other ? -1 : 1;
}

function statusOf({ testResults, testExecError, failureMessage, skipped }: JestFileResult): FileRecord['status'] {
  if (isPresent(testExecError) && CRASHED.test(testExecError.message ?? '')) return 'crashed';
  if (isPresent(testExecError) || testResults.some(({ status }) => status === 'failed')) return 'failed';
  if (testResults.length === 0 && isPresent(failureMessage)) return 'failed';
  const ran = testResults.some(({ status }) => status === 'passed');
  return ran && skipped !== true ? 'passed' : 'skipped';
}

/** What the time of a file went into, one after another. */
function partsOf(
  { testResults, perfStats }: JestFileResult,
  startedAt: Ms,
): Pick<FileRecord, 'startUpMs' | 'loadMs' | 'testsMs'> {
  const { loadTestEnvironmentEnd: stood, end } = perfStats!;
  const begun = testResults.flatMap(({ startAt }) => (typeof startAt === 'number' && startAt > 0 ? [startAt] : []));
  const first = begun.reduce((earliest, at) => Math.min(earliest, at), end);
  return {
    startUpMs: Math.max(0, stood - startedAt),
    loadMs: Math.max(0, first - stood),
    testsMs: Math.max(0, end - first),
  };
}

function testRecord({ fullName, status, duration, failureMessages }: JestTestResult): TestRecord {
  return {
    name: fullName,
    status: STATUS[status] ?? 'skipped',
    ...(typeof duration === 'number' ? { tookMs: duration } : {}),
    failures: failureMessages.map(plain),
  };
}

function errorOf({ testExecError, failureMessage, testResults }: JestFileResult): Pick<FileRecord, 'error'> {
  if (!isPresent(testExecError) && testResults.length > 0) return {};
  const text = failureMessage ?? testExecError?.message;
  return isPresent(text) ? { error: plain(text) } : {};
}

function plain(text: string): string {
  return shortened(stripVTControlCharacters(text), MOST_FAILURE_CHARACTERS);
}

function isPresent<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}
