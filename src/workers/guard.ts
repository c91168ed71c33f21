import childProcess from 'node:child_process';
import type { Writable } from 'node:stream';
import { LANE_MARK } from '../time/work/lane-mark';

/** Kept on a core module, which all test files of a process share, so that one guard serves them all. */
const GUARD = Symbol.for('jest-lanes.guard');

/** Adds and strikes off numbers as it is told, until nobody can tell it any more; then it kills what is left. */
const SCRIPT = `
pids=
while read -r sign pid; do
  left=
  for one in $pids; do [ "$one" = "$pid" ] || left="$left $one"; done
  pids=$left
  [ "$sign" = - ] || pids="$pids $pid"
done
[ -z "$pids" ] || kill -9 $pids 2>/dev/null
`;

type Guard = childProcess.ChildProcessByStdio<Writable, null, null>;

/**
 * Has a process killed if this one dies without having said goodbye (`kill -9`): a worker that spins never gets to know.
 *
 * A small shell does that, which waits for the end of its standard input. Where there is no shell nobody guards, and only
 * workers that are idle end by themselves.
 */
export function guard(pid: number): void {
  write(`+ ${pid}\n`);
}

/** The process has ended, or is about to. */
export function unguard(pid: number): void {
  write(`- ${pid}\n`);
}

function write(line: string): void {
  const holder = childProcess as { [GUARD]?: Guard };
  if (holder[GUARD] === undefined) Object.defineProperty(holder, GUARD, { value: start(), configurable: true });
  holder[GUARD]?.stdin.write(line);
}

/** In a process group of its own, for what is sent to this one (Ctrl-C) would end it too early. */
function start(): Guard {
  const child = childProcess.spawn('/bin/sh', ['-c', SCRIPT], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { [LANE_MARK]: 'guard' },
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}
