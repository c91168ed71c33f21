import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { runJest } from '../simulate/child-jest';

/** Without the environment of jest-lanes workers search for Jest's config, so Jests of their own run `searched/`. */
const cwd = join(__dirname, 'searched');

const inWorkers = ['--maxWorkers', '2'];

// Compilers are slow to start on a busy machine.
const limitMs = 120_000;

test.each([
  ['the config of the folder', ['-i'], ['folder, in Jest itself']],
  ['the config that the command line names', ['-i', '-c', 'other.config.cjs'], ['other, in Jest itself']],
  ['it in processes of Jest', [...inWorkers, '--config=other.config.cjs'], ['other, in a worker of Jest']],
  [
    'it in threads of Jest',
    [...inWorkers, '--workerThreads', '--config', 'other.config.cjs'],
    ['other, in a worker of Jest'],
  ],
  ['the root folder that it names', ['-i', '--root-dir', 'one'], ['one, in Jest itself']],
  [
    'the project of the test file',
    [...inWorkers, '--projects', 'one', 'two'],
    ['one, in a worker of Jest', 'two, in a worker of Jest'],
  ],
  [
    'the project that runs the test file, of several in a folder',
    ['-i', '-c', 'same-folder.config.cjs', '--selectProjects', 'first'],
    ['folder, in Jest itself'],
  ],
  [
    'the project that is selected',
    ['-i', '-c', 'same-folder.config.cjs', '--selectProjects', 'second'],
    ['other, in Jest itself'],
  ],
])(
  '%s is found',
  async (_, args, names) => {
    const tests = await runJest([...args, '--ci'], cwd);

    expect(tests.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect([...new Set(tests.map(({ name }) => name))].sort()).toEqual(names);
  },
  limitMs,
);
