import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import { laneFile } from '../../src/references/lane-file';
import { readProject } from './read-project';
import { type Caller, exportOf, withWorkerOf, type WorkerAsked } from './with-worker';

const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-loading-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A cold compiler on a busy machine takes its time.
jest.setTimeout(120_000);

const shapes = (...path: string[]) => exportOf('shapes.ts', ...path);
const box = { width: 3, height: 4 };

const cacheOf = (transform: string) => join(folder, transform.replace('/', '-'));

async function withWorker<T>(
  transform: string,
  { config, ...options }: WorkerAsked & { readonly config?: object },
  body: (worker: Caller) => Promise<T>,
): Promise<T> {
  return withWorkerOf(await readProject(transform, cacheOf(transform), config), options, body);
}

describe.each(['ts-jest', 'babel-jest', '@swc/jest'])('under %s', (transform) => {
  test.each([
    ['processes', false],
    ['threads', true],
  ])('modules load in %s, mapped names and module directories and all', async (_, threads) => {
    await withWorker(transform, { threads }, async (worker) => {
      expect(await worker.call(shapes('area'), box)).toBe(12);
      expect(await worker.call(shapes('doubledDiagonal'), box)).toBe(10);
      expect(await worker.call(shapes('side'), 'Right')).toBe(2);
      expect(await worker.call(shapes('said'))).toBe('found sharp');
      expect(await worker.call(shapes('Galaxy', 'version'), 'eu')).toBe('eu 24.1');
      expect(await worker.call(shapes('default'), 'you')).toBe('hello you');
    });
  });

  test('a worker loads no compiler, runs each module once, and asks for none that is in the cache', async () => {
    rmSync(cacheOf(transform), { recursive: true, force: true });
    const compiled: string[] = [];
    const onCompiled = (file: string): void => void compiled.push(basename(file));

    for (let round = 0; round < 2; round++) {
      await withWorker(transform, { onCompiled }, async (worker) => {
        expect(await worker.call(shapes('timesRun'))).toBe(1);
        expect(await worker.loadedFiles('node_modules/(typescript|@babel|@swc|ts-jest|babel-jest)/')).toEqual([]);
      });
    }

    expect(compiled).toContain('shapes.ts');
    expect(new Set(compiled).size).toBe(compiled.length);
  });

  test('a stack leads to the line of the source, compiled just now or long ago', async () => {
    for (let round = 0; round < 2; round++) {
      const { stack } = await withWorker(transform, {}, async (worker) => worker.failureOf(shapes('throws')));

      expect(stack).toMatch(/at throws \(.*src[\\/]shapes\.ts:44:9\)/);
    }
  });

  test('four threads that need the same at once leave no half-written file and end well', async () => {
    rmSync(cacheOf(transform), { recursive: true, force: true });

    const ask = async () =>
      withWorker(transform, { threads: true }, async (worker) => worker.call(shapes('doubledDiagonal'), box));

    const results = await Promise.all(Array.from({ length: 4 }, ask));

    expect(results).toEqual([10, 10, 10, 10]);
    const entries = readdirSync(join(cacheOf(transform), 'jest-lanes'), { recursive: true, encoding: 'utf8' });
    expect(entries.filter((entry) => entry.split(/[\\/]/).at(-1)!.includes('.'))).toEqual([]);
  });
});

describe('a module that does not load', () => {
  const failure = async (file: string) =>
    withWorker('@swc/jest', {}, async (worker) => worker.failureOf(exportOf(file, 'never')));

  test('is named, with what it imports and nobody has', async () => {
    const { message } = await failure('broken.ts');

    expect(message).toMatch(/^A worker could not load .*src\/broken\.ts: Cannot find module '\.\/not-there'$/);
  });

  test('is named, with what it threw as the cause', async () => {
    const { message, cause } = await failure('throws-at-load.ts');

    expect(message).toMatch(
      /^A worker could not load .*src\/throws-at-load\.ts: RangeError: this module wants nobody$/,
    );
    expect(cause).toEqual({ name: 'RangeError', message: 'this module wants nobody' });
  });

  test('is named, with what the compiler says', async () => {
    const { message } = await failure('syntax-error.ts');

    expect(message).toMatch(
      /^A worker could not load .*: .*src\/syntax-error\.ts does not compile: [^]*Expression exp/,
    );
  });

  test('is named if it has no such export', async () => {
    const { name, message } = await failure('fetch-version.ts');

    expect(name).toBe('UsageError');
    expect(message).toMatch(
      /^Expected .*src\/fetch-version\.ts to export a function `never`, got `undefined` in a worker/,
    );
  });

  test('is named if a mapped name leads nowhere', async () => {
    const config = { moduleNameMapper: { '^@/(.*)$': '<rootDir>/nowhere/$1' } };

    const { message } = await withWorker('@swc/jest', { config }, async (worker) => worker.failureOf(shapes('area')));

    expect(message).toMatch(/Cannot find module '@\/parts', which `moduleNameMapper` \(\^@\\?\/\(\.\*\)\$\) maps to/);
  });
});

describe('without waiting', () => {
  test('CommonJS loads, and what can only be imported takes a promise', async () => {
    await withWorker('@swc/jest', {}, async (worker) => {
      expect(await worker.isSync(shapes('area'))).toBe(true);
      expect(await worker.isSync(exportOf('native.mjs', 'fromModule'))).toBe(false);
      expect(await worker.call(exportOf('native.mjs', 'fromModule'), 1)).toBe(2);
      expect(await worker.call(exportOf('native.mjs', 'default'), 1)).toBe(3);
      expect(await worker.isSync(exportOf('native.mjs', 'default'))).toBe(true);
    });
  });
});

test('modules are found by `modulePaths`, and outside of `roots` too', async () => {
  const config = { moduleDirectories: ['node_modules'], modulePaths: ['<rootDir>/lib'], roots: ['<rootDir>/tests'] };

  await withWorker('@swc/jest', { config }, async (worker) => {
    expect(await worker.call(shapes('said'))).toBe('found sharp');
  });
});

test("a project's own resolver is asked", async () => {
  const config = { moduleNameMapper: {}, resolver: '<rootDir>/resolver.cjs' };

  await withWorker('@swc/jest', { config }, async (worker) => {
    expect(await worker.call(shapes('doubledDiagonal'), box)).toBe(10);
  });
});

describe('the file for workers is JavaScript that any worker loads', () => {
  const inThread = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { loadProject, loadTask } = require(${JSON.stringify(laneFile())});
    loadProject(workerData.project);
    parentPort.postMessage(loadTask(workerData.reference)(2));`;

  test('a thread', async () => {
    const workerData = {
      project: await readProject('@swc/jest', cacheOf('@swc/jest')),
      reference: exportOf('parts/double.ts', 'double'),
    };
    const thread = new Thread(inThread, { eval: true, workerData });

    expect(await once(thread, 'message')).toEqual([4]);
    expect(await once(thread, 'exit')).toEqual([0]);
  });

  test('a process', async () => {
    const child = fork(join(__dirname, 'forked.cjs'), [laneFile()], { execArgv: [] });
    child.send({
      project: await readProject('@swc/jest', cacheOf('@swc/jest')),
      reference: exportOf('parts/double.ts', 'double'),
    });

    const [answer] = (await once(child, 'message')) as unknown[];
    child.disconnect();

    expect(answer).toBe(4);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
