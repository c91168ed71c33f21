import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { Worker } from 'jest-worker';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { laneFile } from '../../src/references/lane-file';
import type { TaskReference } from '../../src/references/task-reference';
import { readProject } from './read-project';

const cacheDirectory = mkdtempSync(join(tmpdir(), 'jest-lanes-loading-'));
afterAll(() => rmSync(cacheDirectory, { recursive: true, force: true }));

// A cold compiler on a busy machine takes its time.
jest.setTimeout(60_000);

const shapes = (...path: string[]): TaskReference => ({
  kind: 'export',
  module: join(__dirname, 'project/src/shapes.ts'),
  path,
});

interface Caller {
  call(reference: TaskReference, ...args: unknown[]): Promise<unknown>;
  failureOf(reference: TaskReference, ...args: unknown[]): Promise<any>;
}

async function withWorker<T>(transform: string, threads: boolean, body: (caller: Caller) => Promise<T>): Promise<T> {
  const project = await readProject(transform, cacheDirectory);
  const worker = new Worker(join(__dirname, 'call.cjs'), {
    numWorkers: 1,
    maxRetries: 0,
    enableWorkerThreads: threads,
    exposedMethods: ['call', 'failureOf', 'isSync', 'loadedFiles'],
    setupArgs: [laneFile(), project],
  });
  worker.getStderr().on('data', (d) => process.stderr.write(d));
  try {
    return await body(worker as unknown as Caller);
  } finally {
    await worker.end();
  }
}

describe.each(['ts-jest', 'babel-jest', '@swc/jest'])('%s', (transform) => {
  test.each([false, true])('loads the module, threads: %s', async (threads) => {
    await withWorker(transform, threads, async (worker) => {
      expect(await worker.call(shapes('area'), { width: 3, height: 4 })).toBe(12);
      expect(await worker.call(shapes('doubledDiagonal'), { width: 3, height: 4 })).toBe(10);
      expect(await worker.call(shapes('side'), 'Right')).toBe(2);
      expect(await worker.call(shapes('said'))).toBe('found sharp');
      expect(await worker.call(shapes('Galaxy', 'version'), 'eu')).toBe('eu 24.1');
      expect(await worker.call(shapes('default'), 'you')).toBe('hello you');
      expect(await worker.call(shapes('timesRun'))).toBe(1);
    });
  });
});
