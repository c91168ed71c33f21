import type { RunRecord } from '../handover/records';
import { natives } from '../time/natives';
import { beforeTheEnd } from './interruption';
import type { JestFileResult, JestResults, JestTestResult } from './jest-results';
import { openRunFolder } from './open-run-folder';
import { readRunFolder } from './read-run-folder';
import { type ScenarioTest, reportOf } from './report';

/** Gathers what runs scenarios made, and prints them when all tests are over. */
export class ScenarioReporter {
  // Workers of Jest are started later, with the environment that names it.
  readonly #folder = openRunFolder();
  readonly #stopWaiting = beforeTheEnd(() => this.#folder.close());
  readonly #begun = natives.now();

  constructor(
    _globalConfig: unknown,
    _options: unknown,
    _context?: unknown,
    private readonly print: (text: string) => void = (text) => process.stdout.write(text),
  ) {}

  onRunComplete(_contexts: unknown, { testResults }: Pick<JestResults, 'testResults'>): void {
    const runs = readRunFolder(this.#folder.path).files.flatMap((file) => file.runs);
    this.#stopWaiting();
    this.#folder.close();
    const bodies = runs.filter(({ scenario, clock }) => scenario?.part === 'body' && clock === 'virtual');
    const tests = testResults.flatMap((file) => testsOf(file, bodies));
    this.print(`${reportOf(tests, natives.now() - this.#begun)}\n`);
  }
}

function testsOf(file: JestFileResult, runs: readonly RunRecord[]): readonly ScenarioTest[] {
  const { testFilePath, testResults, failureMessage } = file;
  if (testResults.length === 0) {
    return [{ name: testFilePath, test: '', status: 'failed', message: failureMessage ?? 'It did not run.' }];
  }
  const own = runs.filter((run) => run.file === testFilePath);
  return testResults.map((test) => ({
    name: test.ancestorTitles.join(' ') || test.title,
    test: test.title,
    status: test.status,
    message: test.failureMessages.join('\n'),
    run: test.status === 'passed' ? own.find((run) => isOf(test, run)) : undefined,
  }));
}

/** In a test of one pool another's first run may be needed too, to compare with. */
function isOf({ fullName, title }: JestTestResult, { test, scenario }: RunRecord): boolean {
  return test === fullName && scenario !== undefined && title === `on ${scenario.pool}`;
}
