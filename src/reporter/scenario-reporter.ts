import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEWS_FOLDER, type News } from '../scenario/news';
import { natives } from '../time/natives';
import { type ScenarioTest, reportOf } from './report';

/** The part of Jest's results that is read. */
interface FileResult {
  readonly testFilePath: string;
  readonly failureMessage?: string | null;
  readonly testExecError?: unknown;
  readonly testResults: readonly {
    readonly fullName: string;
    readonly ancestorTitles: readonly string[];
    readonly title: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

/** Gathers what scenarios tell, and prints it when all tests are over. */
export class ScenarioReporter {
  readonly #folder: string;
  readonly #begun = natives.now();

  constructor(
    _globalConfig: unknown,
    _options: unknown,
    _context?: unknown,
    private readonly print: (text: string) => void = (text) => process.stdout.write(text),
  ) {
    this.#folder = mkdtempSync(join(tmpdir(), 'jest-lanes-news-'));
    // Workers of Jest are started later, with this environment.
    process.env[NEWS_FOLDER] = this.#folder;
  }

  onRunComplete(_contexts: unknown, { testResults }: { readonly testResults: readonly FileResult[] }): void {
    const news = this.#read();
    rmSync(this.#folder, { recursive: true, force: true });
    const tests = testResults.flatMap((file) => testsOf(file, news));
    this.print(`${reportOf(tests, natives.now() - this.#begun)}\n`);
  }

  #read(): ReadonlyMap<string, News> {
    const lines = readdirSync(this.#folder).flatMap((file) =>
      readFileSync(join(this.#folder, file), 'utf8').split('\n'),
    );
    const all = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as News);
    return new Map(all.map((one) => [keyOf(one.file, one.test), one]));
  }
}

function testsOf(file: FileResult, news: ReadonlyMap<string, News>): readonly ScenarioTest[] {
  const { testFilePath, testResults, failureMessage } = file;
  if (testResults.length === 0) {
    return [{ name: testFilePath, test: '', status: 'failed', message: failureMessage ?? 'It did not run.' }];
  }
  return testResults.map(({ ancestorTitles, title, fullName, status, failureMessages }) => ({
    name: ancestorTitles.join(' ') || title,
    test: title,
    status,
    message: failureMessages.join('\n'),
    news: news.get(keyOf(testFilePath, fullName)),
  }));
}

function keyOf(file: string, test: string): string {
  return `${file}\n${test}`;
}
