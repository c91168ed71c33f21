import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type * as Lanes from 'jest-lanes';
import type * as JestWorkers from 'jest-worker';
import type * as Workerpool from 'workerpool';
import { shared } from '../src/realm';
import type { Turn } from './contest';
import { taskFile, tasks } from './worker-tasks';

export type Kind = 'process' | 'thread';

export const WORKERS = 2;

type Inputs = readonly number[];

/** Python's own pool, in a process that maps whenever it is told to. */
export function python(kind: Kind, size: number, chunk: number): Promise<Turn> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [taskFile('map.py'), kind, String(chunk)], { stdio: ['pipe', 'pipe', 'ignore'] });
    const lines = createInterface(child.stdout);
    child.on('error', () => reject(new Error('there is no python3 here')));
    child.on('spawn', () =>
      resolve(
        () =>
          new Promise((done) => {
            lines.once('line', done);
            child.stdin.write(`${size}\n`);
          }),
      ),
    );
  });
}

/** Late, as it is no concern of the other turns. */
function lanes(): typeof Lanes {
  // There is no Jest here to tell whose modules the tasks are; in a test its environment does.
  const rootDir = dirname(taskFile('tasks.js'));
  const config = {
    rootDir,
    cacheDirectory: join(rootDir, 'cache'),
    transform: [],
    transformIgnorePatterns: [],
    moduleNameMapper: [],
    moduleFileExtensions: ['js', 'mjs', 'cjs', 'json', 'node'],
    moduleDirectories: ['node_modules'],
  };
  shared('project-modules', () => ({ kind: 'config', config, digest: 'bench' }));
  return require('jest-lanes') as typeof Lanes;
}

export const ourPool = (kind: Kind) =>
  kind === 'process' ? lanes().processPool(WORKERS) : lanes().threadPool(WORKERS);

/** Ours; all is recorded, and a span is made of it when somebody looks. */
export function ours(kind: Kind, inputs: Inputs, options: { chunkSize?: number }, isLookedAt: boolean): Turn {
  const pool = ourPool(kind);
  return async () => {
    const { trace } = await pool.map(tasks().identity, inputs, options);
    return isLookedAt ? trace.spans : trace;
  };
}

export function bareWorker(kind: Kind) {
  const { Worker } = require('jest-worker') as typeof JestWorkers;
  return new Worker(taskFile('tasks.js'), {
    exposedMethods: ['identity', 'primesBelow'],
    numWorkers: WORKERS,
    maxRetries: 0,
    enableWorkerThreads: kind === 'thread',
  }) as InstanceType<typeof Worker> & Record<'identity' | 'primesBelow', (n: number) => Promise<number>>;
}

export function bare(kind: Kind, inputs: Inputs): Turn {
  const worker = bareWorker(kind);
  return () => Promise.all(inputs.map((input) => worker.identity(input)));
}

export async function piscinaOf(name: 'identity' | 'primesBelow') {
  const { Piscina } = await import('piscina');
  return new Piscina({ filename: taskFile('tasks.js'), name, minThreads: WORKERS, maxThreads: WORKERS });
}

export async function piscina(kind: Kind, inputs: Inputs): Promise<Turn> {
  if (kind === 'process') throw new Error('piscina has threads only');
  const pool = await piscinaOf('identity');
  return () => Promise.all(inputs.map((input) => pool.run(input)));
}

export async function tinypool(kind: Kind, inputs: Inputs): Promise<Turn> {
  const { default: Tinypool } = await import('tinypool');
  const runtime = kind === 'process' ? 'child_process' : 'worker_threads';
  const filename = taskFile('default.mjs');
  const pool = new Tinypool({ filename, runtime, minThreads: WORKERS, maxThreads: WORKERS });
  return () => Promise.all(inputs.map((input) => pool.run(input)));
}

export function workerpool(kind: Kind, inputs: Inputs): Turn {
  const library = require('workerpool') as typeof Workerpool;
  const pool = library.pool(taskFile('workerpool.js'), { workerType: kind, maxWorkers: WORKERS, minWorkers: WORKERS });
  return () => Promise.all(inputs.map((input) => pool.exec('identity', [input])));
}
