/** What is left when Jest ends, told by a Jest of its own; its files are in `child`. */
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until';

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'nothing-left-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let runs = 0;

interface ChildRun {
  readonly jest: ChildProcess;
  /** Known to all that it starts, by their environment. */
  readonly mark: string;
  /** Its files for a while. */
  readonly temporary: string;
  readonly announcements: string;
  readonly ended: Promise<{ code: number | null; printed: string }>;
}

function runJest(...args: readonly string[]): ChildRun {
  const mark = `run-${process.pid}-${(runs += 1)}`;
  const announcements = join(folder, mark);
  const temporary = mkdtempSync(join(folder, 'tmp-'));
  const env = { ...process.env, NOTHING_LEFT: mark, ANNOUNCE: announcements, TMPDIR: temporary };
  const jestBin = require.resolve('jest/bin/jest');
  const command = ['--require', join(__dirname, 'child/patient.cjs'), jestBin];
  const child = spawn(process.execPath, [...command, '--config', join(__dirname, 'child/jest.config.cjs'), ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += String(text)));
  const ended = new Promise<{ code: number | null; printed: string }>((resolve) =>
    child.on('exit', (code) => resolve({ code, printed })),
  );
  return { jest: child, mark, temporary, announcements, ended };
}

/** The processes of a run that are still there. */
function survivors(mark: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`NOTHING_LEFT=${mark}`);
    } catch {
      return false;
    }
  });
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a Jest whose tests forget their pools', () => {
  test.each([['-i'], ['-w=2'], ['-w=2', '--workerThreads']])('ends by itself, with %s %s', async (...args) => {
    const { ended, mark, temporary } = runJest(
      '--selectProjects',
      'environment',
      'setup-file',
      ...args.filter(Boolean),
    );

    const { code, printed } = await ended;

    expect(printed).toMatch(/Tests: +6 passed, 6 total/);
    expect(printed).not.toMatch(/did not exit|failed to exit gracefully|force exited/);
    expect(code).toBe(0);
    expect(await until(() => survivors(mark).length === 0, 2000)).toBe(true);
    expect(readdirSync(temporary).filter((name) => name.startsWith('jest-lanes-'))).toEqual([]);
  });
});

onLinux('no worker survives, spinning or not,', () => {
  test.each([
    ['SIGKILL', (jestItself: ChildProcess) => jestItself.kill('SIGKILL')],
    ['Ctrl-C', (jestItself: ChildProcess) => process.kill(-jestItself.pid!, 'SIGINT')],
  ])('a Jest that is ended by %s for more than two seconds', async (_, end) => {
    const { jest: child, ended, mark, announcements } = runJest('--selectProjects', 'spins', '-i');
    const areSpinning = () =>
      existsSync(announcements) && readFileSync(announcements, 'utf8').trim().split('\n').length === 2;
    expect(await until(areSpinning, 60_000)).toBe(true);
    expect(survivors(mark).length).toBeGreaterThan(2);

    end(child);

    await ended;
    expect(await until(() => survivors(mark).length === 0, 2000)).toBe(true);
  });
});
