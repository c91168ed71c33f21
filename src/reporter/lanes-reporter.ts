import { inspect } from 'node:util';
import type { ReportData } from '../handover/report-data';
import { natives } from '../time/natives';
import { FileRecords } from './file-records';
import { beforeTheEnd } from './interruption';
import { MachineUse } from './machine-use';
import type { JestConfig, JestFileResult, JestResults, JestTest } from './jest-results';
import { openRunFolder } from './open-run-folder';
import { known, offerToJUnit } from './junit';
import { type HandedOver, readRunFolder } from './read-run-folder';
import { reportDataOf } from './report-data-of';
import { type ReporterOptions, formsOf } from './report-options';
import { sessionOf } from './session';
import { watchSweeps } from './sweep-progress';
import { terminalOf } from './terminal';
import { publish } from './publish';

/** The reporter of `jest-lanes/reporter`: gathers what ran where, and writes and prints the report. */
export class LanesReporter {
  readonly #forms;
  readonly #folder = openRunFolder();
  readonly #stopWaiting: () => void;
  #stopWatching = (): void => undefined;
  #begunAt = natives.dateNow();
  #files: FileRecords;
  #isInBand = false;
  #machine = new MachineUse();
  #handedOver: HandedOver | undefined;
  #error: Error | undefined;
  #print = (): void => undefined;

  /** @throws UsageError for options that cannot be. */
  constructor(
    private readonly config: JestConfig,
    options?: ReporterOptions,
  ) {
    this.#forms = formsOf(options);
    this.#files = new FileRecords(config.rootDir, this.#begunAt);
    known.files = () => this.#read().files;
    offerToJUnit(config, __dirname);
    this.#stopWaiting = beforeTheEnd(() => {
      this.#report(true);
      this.#printOnce();
    });
  }

  onRunStart({ startTime }: JestResults, { showStatus }: { readonly showStatus?: boolean } = {}): void {
    this.#begunAt = startTime;
    this.#files = new FileRecords(this.config.rootDir, startTime);
    this.#machine = new MachineUse();
    // Jest shows how far it is only where workers run the tests.
    this.#isInBand = showStatus === false;
    this.#stopWatching = watchSweeps(this.#folder.path, this.config.rootDir, terminalOf(this.#forms));
  }

  onTestFileStart(test: JestTest): void {
    this.#files.started(test, natives.dateNow());
  }

  onTestFileResult(test: JestTest, result: JestFileResult): void {
    this.#files.ended(test, result, natives.dateNow());
  }

  onRunComplete(_contexts: unknown, { wasInterrupted = false }: Partial<JestResults> = {}): void {
    this.#stopWaiting();
    this.#report(wasInterrupted);
    // With `--bail` it ends the process without asking.
    process.once('exit', this.#printOnce);
  }

  /**
   * Jest fails if there is one, and says nothing: a report that was asked for and is not there is a failure. It asks when
   * all reporters are through, its own summary being the last, so this is the moment to print.
   */
  getLastError(): Error | undefined {
    this.#printOnce();
    return this.#error;
  }

  readonly #printOnce = (): void => {
    process.off('exit', this.#printOnce);
    const print = this.#print;
    this.#print = () => undefined;
    print();
  };

  #report(interrupted: boolean): void {
    this.#stopWatching();
    try {
      this.#print = publish(this.#data(interrupted), { config: this.config, forms: this.#forms });
    } catch (cause) {
      const error = new Error(`jest-lanes could not write its report: ${(cause as Error).message}`, { cause });
      this.#error = error;
      this.#print = () => void process.stderr.write(`\n${inspect(error)}\n`);
    } finally {
      this.#folder.close();
    }
  }

  /** Once, when all tests are over. */
  #read(): HandedOver {
    return (this.#handedOver ??= readRunFolder(this.#folder.path));
  }

  #data(interrupted: boolean): ReportData {
    const { config } = this;
    const now = natives.dateNow();
    const files = this.#files.all(now, this.#isInBand ? 0 : (config.maxWorkers ?? 1));
    const tookMs = files.reduce((last, { endedAt }) => Math.max(last, endedAt), 0);
    const machine = this.#machine.sinceThen(this.#isInBand);
    const session = { ...sessionOf(config, jestVersion(), this.#begunAt), ...machine, tookMs, interrupted };
    return reportDataOf({
      rootDir: config.rootDir,
      session,
      files,
      handedOver: this.#read(),
      isInBand: this.#isInBand,
    });
  }
}

function jestVersion(): string {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- late, and only its version
    return (require('jest/package.json') as { version: string }).version;
  } catch {
    return '';
  }
}
