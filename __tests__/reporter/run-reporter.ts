import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ReporterOptions } from '../../src/reporter/report-options';

const root = join(__dirname, '../..');
const child = join(__dirname, 'child');
export const built = join(root, '.cache/package');

/** What compilers and machines under load need. */
export const limitMs = 240_000;

/** Builds the package as it is published, where nobody else is at work on it. */
export async function buildPackage(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(root, 'build/bundle.mjs'), built], { cwd: root });
}

/** How a Jest of its own runs. */
export interface Asked {
  readonly args?: readonly string[];
  /** A folder of `child/`; default `spec`. */
  readonly suite?: string;
  /** The config, in `child/`; default `jest.config.cjs`. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What it printed, and how it ended. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Starts a Jest with the reporter. */
export function startJest(options: ReporterOptions, asked: Asked): ChildProcess {
  const { args = [], suite = 'spec', config = 'jest.config.cjs', env = {} } = asked;
  const all = [require.resolve('jest/bin/jest'), '--config', join(child, config), ...args];
  const ours = { REPORTER: JSON.stringify(options), SUITE: suite, FORCE_COLOR: '0', CI: 'true' };
  const inherited = { ...process.env };
  for (const name of ['NO_COLOR', 'GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'JEST_WORKER_ID']) {
    Reflect.deleteProperty(inherited, name);
  }
  return spawn(process.execPath, all, { cwd: root, env: { ...inherited, ...ours, ...env } });
}

/** Runs it to its end. */
export async function runJestWith(options: ReporterOptions, asked: Asked = {}): Promise<Printed> {
  return printedBy(startJest(options, asked));
}

/** What a process prints until its end. */
export async function printedBy(child: ChildProcess): Promise<Printed> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve({ stdout, stderr, code, signal }));
  });
}

/** What follows Jest's summary, without what is never the same. */
export function ours({ stderr }: Pick<Printed, 'stderr'>): string {
  const [, after = ''] = stderr.split(/Ran all test suites[^\n]*\n/);
  // On a busy machine the suite takes so long that there is something to say of it too.
  const lines = after.replace(/\n {2}\d+ test files? (.|\n)*/, '');
  return lines.replaceAll(/ in [\d.]+ m?s/g, ' in … ms').trim();
}

/** The names of the files in a report, the newest of its folder. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(sessionIn(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .sort();
}

/** One file of it. */
export function reportFile(folder: string, name: string): string {
  return readFileSync(join(sessionIn(folder), name), 'utf8');
}

function sessionIn(folder: string): string {
  const last = readdirSync(folder)
    .filter((name) => name.startsWith('2'))
    .sort()
    .at(-1);
  if (last === undefined) throw new Error(`${folder} holds no report.`);
  return join(folder, last);
}

/** What is written to a terminal; in watch mode the next key is pressed two seconds after each run. */
export async function inTerminal(
  options: ReporterOptions,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  keys: readonly string[] = ['q'],
): Promise<string> {
  const jest = [process.execPath, require.resolve('jest/bin/jest'), '-c', join(child, 'jest.config.cjs'), ...args];
  const own = { REPORTER: JSON.stringify(options), ...env };
  const terminal = spawn('script', ['-qec', jest.join(' '), '/dev/null'], {
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, CI: undefined, ...own },
  });
  const left = [...keys];
  terminal.stdout.on('data', (text: Buffer) => {
    if (String(text).includes('Lanes:')) setTimeout(() => terminal.stdin.write(left.shift() ?? 'q'), 2000);
  });
  return (await printedBy(terminal)).stdout;
}
