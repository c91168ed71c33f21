import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { codeCacheOf, sealOf } from '../../src/references/code-cache';
import { laneFile } from '../../src/references/lane-file';

const LONG_AGO = new Date(1_000_000_000_000);

/** Loads it, and has it import a module: kept code has lost its own way to do so. */
const SCRIPT = `
  const lane = require(process.argv[1]);
  lane.loadTask({ kind: 'export', module: 'node:path', path: ['basename'] }).then((basename) => {
    console.log(Object.keys(lane).join(), 'JEST_LANES_CODE_CACHE' in process.env, basename('a/b'));
  });`;

/** Has work begin in a worker, on the clock that is named. */
const BEGINNING = `
  const { setup, step } = require(process.argv[1]);
  setup({ project: { kind: 'node' }, slot: { memory: new SharedArrayBuffer(64 * 1024) } });
  const limits = { events: 1, virtualMs: 1, firingsAtOneInstant: 1, realMs: 1000, holdMs: 1000 };
  const session = { clock: process.argv[2], seed: 1, isSeeded: true, limits };
  step({ do: 'begin', session, servers: [] }).then(() => process.exit());`;

const LOADED = 'loadProject,loadTask,run,setup,step,teardown false b\n';

describe('the code of what workers load', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'code-cache-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const lane = laneFile();

  /** Loads it in a process of its own, and says what that printed. */
  function load(cache: string | undefined, ...flags: string[]): string {
    const env = { ...process.env, ...(cache === undefined ? {} : { JEST_LANES_CODE_CACHE: cache }) };
    return execFileSync(process.execPath, [...flags, '-e', SCRIPT, lane], { env, encoding: 'utf8' });
  }

  /** Loads it for the first time, and gives the entry that was kept, which seems to be old. */
  function firstEntry(): string {
    expect(load(folder)).toBe(LOADED);
    const [name, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    const entry = join(folder, name!);
    utimesSync(entry, LONG_AGO, LONG_AGO);
    return entry;
  }

  const isNew = (entry: string): boolean => statSync(entry).mtime > LONG_AGO;

  test('is kept under the version of Node and its own digest, and used the next time', () => {
    const entry = firstEntry();
    expect(entry).toMatch(new RegExp(`/[0-9a-f]{32}-${process.version}-${process.arch}$`));
    // V8 would have been asked for other code if it had refused this.
    expect(load(folder)).toBe(LOADED);
    expect(isNew(entry)).toBe(false);
  });

  test.each([
    ['cut off', (code: Buffer) => code.subarray(0, 1000)],
    ['empty', () => Buffer.alloc(0)],
    [
      'without one block',
      (code: Buffer) => Buffer.concat([code.subarray(0, 4096), Buffer.alloc(512), code.subarray(4608)]),
    ],
  ])('is made anew where it is %s', (_, change) => {
    const entry = firstEntry();
    const code = readFileSync(entry);
    writeFileSync(entry, change(code));
    utimesSync(entry, LONG_AGO, LONG_AGO);

    expect(load(folder)).toBe(LOADED);
    expect(isNew(entry)).toBe(true);
    utimesSync(entry, LONG_AGO, LONG_AGO);
    expect(load(folder)).toBe(LOADED);
    expect(isNew(entry)).toBe(false);
  });

  test('is sealed against the loss of each of its blocks, of its end, and of each of its last bytes', () => {
    const code = readFileSync(firstEntry()).subarray(4);
    const seal = sealOf(code);
    const without = (from: number, bytes: number): number => sealOf(Buffer.from(code).fill(0, from, from + bytes));
    const blocks = Array.from({ length: Math.floor(code.length / 512) }, (_, block) => 512 * block);

    expect(blocks.length).toBeGreaterThan(100);
    expect(blocks.filter((from) => without(from, 512) === seal)).toEqual([]);
    expect(sealOf(code.subarray(0, -512))).not.toBe(seal);
    const last = Array.from({ length: 60 }, (_, i) => code.length - 64 + i).filter((at) => code[at] !== 0);
    expect(last.filter((at) => without(at, 1) === seal)).toEqual([]);
  });

  test.each([
    ['none', 1],
    ['real', 1],
    ['virtual', 2],
  ])('is in two files, and on the clock %s so many are loaded: %i', (clock, files) => {
    const env = { ...process.env, JEST_LANES_CODE_CACHE: folder };
    execFileSync(process.execPath, ['-e', BEGINNING, lane, clock], { env });
    expect(readdirSync(folder)).toHaveLength(files);
  });

  test('is made anew where V8 runs with other flags', () => {
    const entry = firstEntry();
    expect(load(folder, '--no-opt')).toBe(LOADED);
    expect(isNew(entry)).toBe(true);
  });

  test('is not kept where there is no folder for it, or none can be made', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(load(undefined)).toBe(LOADED);
    expect(load(file)).toBe(LOADED);
    expect(load(join(file, 'below'))).toBe(LOADED);
    expect(readdirSync(folder)).toEqual(['file']);
  });
});

test('the code is kept in the cache of the Jest project, for each copy of the package, and nowhere without one', () => {
  expect(codeCacheOf({ kind: 'node' }, '/a/lane.js')).toBeUndefined();
  const config = { cacheDirectory: join('the', 'cache') };
  const project = { kind: 'config', config: config as never, digest: '' } as const;
  const [one, same, other] = ['/a/lane.js', '/a/lane.js', '/b/lane.js'].map((file) => codeCacheOf(project, file)!);
  expect(dirname(one!)).toBe(join('the', 'cache', 'jest-lanes'));
  expect(basename(one!)).toMatch(/^[0-9a-f]{16}$/);
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});
