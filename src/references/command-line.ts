import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** What jest-worker starts in the workers of Jest itself, which are given Jest's config and not its command line. */
const CHILD_OF_JEST = /[\\/]jest-worker[\\/]build[\\/](?:process|thread)Child\.js$/;

/**
 * The command line of the Jest that runs this test file. In a process or thread that Jest runs tests in, it is that of
 * the process above.
 *
 * @returns nothing if it cannot be told: on Windows, and where the process above is somebody else's.
 */
export function commandLineOfJest(): readonly string[] | undefined {
  if (!CHILD_OF_JEST.test(process.argv[1] ?? '')) return process.argv.slice(2);
  return commandLineOf(isMainThread ? process.ppid : process.pid);
}

function commandLineOf(pid: number): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return toldByPs(pid);
  }
}

/** Where there is no `/proc`, as on macOS. What an option says must hold no space there. */
function toldByPs(pid: number): readonly string[] | undefined {
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], options)
      .trim()
      .split(/\s+/);
  } catch {
    return undefined;
  }
}
