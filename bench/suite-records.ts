/** A reporter that writes down how Jest ran its test files, for `suite-prediction.mjs`. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { AggregatedResult, Config, Test, TestResult } from '@jest/reporters';
import type { FileRecord, Session } from '../src/handover/report-data';
import { openRunFolder } from '../src/reporter/open-run-folder';
import { readRunFolder } from '../src/reporter/read-run-folder';
import { coreUseOf } from '../src/suite/core-use';
import { processorTimeOfChildren } from '../src/suite/processor-time';
import { workersOf } from '../src/suite/workers-of';

export { suiteReport } from '../src/suite/suite-report';

interface Ended {
  readonly path: string;
  readonly result: TestResult;
  readonly at: number;
}

export default class SuiteRecords {
  readonly #starts = new Map<string, number>();
  readonly #ends: Ended[] = [];
  readonly #childrenBefore = processorTimeOfChildren() ?? 0;
  #ownBefore = process.cpuUsage();
  #ownAfter = process.cpuUsage();
  readonly #loadBefore = loadavg()[0]!;
  #inBand = false;
  readonly #folder = openRunFolder();

  constructor(private readonly config: Config.GlobalConfig) {}

  onRunStart(_results: AggregatedResult, { showStatus }: { readonly showStatus: boolean }): void {
    this.#inBand = !showStatus;
    this.#ownBefore = process.cpuUsage();
  }

  onTestFileStart({ path }: Test): void {
    this.#starts.set(path, Date.now());
  }

  onTestFileResult({ path }: Test, result: TestResult): void {
    this.#ends.push({ path, result, at: Date.now() });
    this.#ownAfter = process.cpuUsage(this.#ownBefore);
  }

  onRunComplete(): void {
    const began = Math.round(performance.timeOrigin);
    const { maxWorkers, rootDir } = this.config;
    const ends = this.#ends.map(({ path }) => path);
    const workers = workersOf([...this.#starts.keys()], ends, maxWorkers);
    const files = this.#ends.map((end) => ({
      ...recordOf(end, this.#starts.get(end.path)!, began),
      path: relative(rootDir, end.path),
      worker: this.#inBand ? 0 : workers.get(end.path)!,
    }));
    // Suites that use the setup file of jest-lanes tell it; others leave it to be guessed.
    const use = coreUseOf(readRunFolder(this.#folder.path).files.flatMap(({ begun }) => begun ?? []));
    this.#folder.close();
    const { user, system } = this.#ownAfter;
    const cpuMs = this.#inBand ? (user + system) / 1000 : (processorTimeOfChildren() ?? NaN) - this.#childrenBefore;
    const session: Partial<Session> = {
      maxWorkers,
      cores: availableParallelism(),
      otherLoad: this.#loadBefore,
      tookMs: files.reduce((last, { endedAt }) => Math.max(last, endedAt), 0),
      ...(Number.isNaN(cpuMs) ? {} : { cpuMs }),
      ...use,
    };
    writeFileSync(process.env['SUITE_RECORDS']!, JSON.stringify({ files, session }));
  }
}

function recordOf({ result, at }: Ended, start: number, began: number): Omit<FileRecord, 'path'> {
  const { end, loadTestEnvironmentEnd } = result.perfStats;
  const tests = result.testResults.map(({ fullName, status, duration }) => ({
    name: fullName,
    status: status === 'passed' || status === 'failed' ? status : ('skipped' as const),
    ...(typeof duration === 'number' ? { tookMs: duration } : {}),
    failures: [],
  }));
  const status = result.testExecError
    ? 'crashed'
    : result.skipped
      ? 'skipped'
      : result.numFailingTests > 0
        ? 'failed'
        : 'passed';
  const place = { status, startedAt: start - began, tests } as const;
  if (end === 0) return { ...place, endedAt: at - began };
  const firstTest = result.testResults.find(({ startAt }) => typeof startAt === 'number')?.startAt ?? end;
  return {
    ...place,
    endedAt: end - began,
    startUpMs: Math.max(0, loadTestEnvironmentEnd - start),
    loadMs: firstTest - loadTestEnvironmentEnd,
    testsMs: end - firstTest,
  };
}
