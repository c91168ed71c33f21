import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program in a process of its own, started outside any simulation; it says `ready` and its facts by IPC. */
export interface OtherProcess {
  readonly child: ChildProcess;
  readonly facts: { readonly port: number };
  end(): Promise<void>;
}

/** Starts a CommonJS program; it must `process.send` one object when it is ready. */
export async function otherProcess(program: string): Promise<OtherProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-'));
  const file = join(folder, 'program.cjs');
  writeFileSync(file, program);
  const child = fork(file, { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  const [facts] = (await once(child, 'message')) as [{ port: number }];
  return {
    child,
    facts,
    async end() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

/** An HTTP server, a TCP echo and an IPC echo, each after some real milliseconds, in another process. */
export const ECHO_SERVERS = `
const http = require('node:http'), net = require('node:net');
const late = (answer) => setTimeout(answer, 5);
const web = http.createServer((request, response) => late(() => { response.write('he'); late(() => response.end('llo')); }));
const echo = net.createServer((socket) => socket.on('error', () => {}).on('data', (data) => late(() => socket.writable && socket.write(data))));
process.on('message', (message) => late(() => process.send(message)));
process.stdin.on('data', (data) => late(() => process.stdout.write(data)));
web.listen(0, '127.0.0.1', () => echo.listen(0, '127.0.0.1', () =>
  process.send({ port: web.address().port, echoPort: echo.address().port })));
`;
