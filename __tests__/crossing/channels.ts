import type { ChildProcess } from 'node:child_process';
import { execFileSync, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import { Worker } from 'jest-worker';
import type { Child } from './child';

type Method = keyof Child;

/** A way to a child and back. */
export interface Channel {
  call<M extends Method>(method: M, ...args: Parameters<Child[M]>): Promise<ReturnType<Child[M]>>;
  close(): Promise<unknown>;
}

export type ChannelName = keyof typeof CHANNELS;

const root = join(__dirname, '../..');
const folder = join(root, '.cache/crossing');

/** Compiles the child to what plain Node runs. esbuild itself does not run inside Jest's VM. */
function compiledChild(): string {
  const file = join(folder, `child-${process.pid}.cjs`);
  mkdirSync(folder, { recursive: true });
  const options = { entryPoints: [join(__dirname, 'child.ts')], outfile: file, bundle: true, platform: 'node' };
  execFileSync(process.execPath, ['-e', `require('esbuild').buildSync(${JSON.stringify(options)})`], { cwd: root });
  return file;
}

function jestWorker(enableWorkerThreads: boolean): Channel {
  const options = { numWorkers: 1, enableWorkerThreads, exposedMethods: ['echo', 'fail', 'bounce'], maxRetries: 0 };
  const worker = new Worker(compiledChild(), options) as Worker &
    Record<Method, (...args: unknown[]) => Promise<never>>;
  return { call: (method, ...args) => worker[method](...args), close: () => worker.end() };
}

type Answer = [id: number, result: unknown];

function plain(send: (message: unknown) => void, listen: (hear: (answer: Answer) => void) => void): Channel['call'] {
  const waiting = new Map<number, (result: never) => void>();
  let calls = 0;
  listen(([id, result]) => waiting.get(id)!(result as never));
  return (method, ...args) =>
    new Promise((resolve) => {
      waiting.set(++calls, resolve);
      send([calls, method, args]);
    });
}

function plainProcess(): Channel {
  const child: ChildProcess = fork(compiledChild(), ['--plain'], { serialization: 'advanced' });
  const call = plain(
    (message) => child.send(message as object),
    (hear) => child.on('message', (answer) => hear(answer as unknown as Answer)),
  );
  return { call, close: async () => child.disconnect() };
}

function plainThread(): Channel {
  const thread = new Thread(compiledChild(), { argv: ['--plain'] });
  const call = plain(
    (message) => thread.postMessage(message),
    (hear) => thread.on('message', hear),
  );
  return { call, close: () => thread.terminate() };
}

/** Every way a value may take, each opened by calling it. */
export const CHANNELS = {
  "jest-worker's process": () => jestWorker(false),
  "jest-worker's thread": () => jestWorker(true),
  'a forked process': plainProcess,
  'a worker thread': plainThread,
};
