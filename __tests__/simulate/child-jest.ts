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

/** Runs the files of `child/` in a Jest of its own, one after another in one process. */
export async function runChildJest(): Promise<readonly ChildTest[]> {
  const args = [require.resolve('jest/bin/jest'), '--config', join(__dirname, 'child/jest.config.cjs')];
  const report = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [...args, '--runInBand', '--json'], { timeout: 60_000 }, (error, stdout, stderr) => {
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
