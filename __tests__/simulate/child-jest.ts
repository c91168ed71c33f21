import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What became of one test in a Jest of its own. */
export interface ChildTest {
  readonly file: string;
  readonly name: string;
  readonly status: string;
  /** What it failed with: the message of each error, without stacks and code frames. */
  readonly errors: readonly string[];
  /** The file to which the stack of each error points first. */
  readonly places: readonly (string | undefined)[];
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs tests in a Jest of its own, one file after another in one process: those of `child/`, or of another config. */
export async function runChildJest(
  config = join(__dirname, 'child/jest.config.cjs'),
  ...more: readonly string[]
): Promise<readonly ChildTest[]> {
  return runJest(['--config', config, ...more, '--runInBand']);
}

/** Runs a Jest of its own with these arguments, in this folder, with these variables beside those of this process. */
export async function runJest(
  args: readonly string[],
  cwd = process.cwd(),
  env: Readonly<Record<string, string>> = {},
): Promise<readonly ChildTest[]> {
  const all = [require.resolve('jest/bin/jest'), ...args, '--json'];
  const report = await new Promise<string>((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, timeout: 120_000, maxBuffer: Infinity };
    execFile(process.execPath, all, options, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`The child Jest said nothing: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
  return (JSON.parse(report) as JsonReport).testResults.flatMap(({ name: path, message, assertionResults }) => {
    if (assertionResults.length === 0) throw new Error(`${path} did not run: ${message}`);
    return assertionResults.map(({ fullName, status, failureMessages }) => ({
      file: path.slice(path.lastIndexOf('/') + 1),
      name: fullName,
      status,
      errors: failureMessages.map(messageOf),
      places: failureMessages.map((failure) => /\n\s+at [^\n]*?([\w.-]+):\d+:\d+/.exec(failure)?.[1]),
    }));
  });
}

function messageOf(failure: string): string {
  const [message = ''] = stripVTControlCharacters(failure).split(/\n\s+at /);
  return message.trim();
}
