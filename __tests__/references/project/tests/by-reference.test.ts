import { afterAll, describe, expect, jest, test } from '@jest/globals';
import assert from 'node:assert';
import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import stream from 'node:stream';
import util from 'node:util';
import { basename, posix, win32 } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { areaFromIndex } from '@/parts';
import fetchIt, { fetchVersion } from '../src/fetch-version';
import greet, { Galaxy, area, deep, doubledDiagonal, throws } from '../src/shapes';
import { closeWorker, failureInWorker, foundAt, inWorker } from './in-worker';

afterAll(closeWorker);

describe('a function of a module', () => {
  test('is found by its name', async () => {
    expect(foundAt(fetchVersion)).toBe('src/fetch-version.ts fetchVersion');
    expect(await inWorker(fetchVersion, 'eu')).toBe('eu 24.1');
  });

  test('is found as the default export', async () => {
    expect(foundAt(fetchIt)).toBe('src/fetch-version.ts default');
    expect(foundAt(greet)).toBe('src/shapes.ts default');
    expect(await inWorker(fetchIt, 'eu')).toBe('default of eu');
  });

  test('is found in the file that defines it, when another hands it on', async () => {
    expect(foundAt(areaFromIndex)).toBe('src/shapes.ts area');
    expect(await inWorker(areaFromIndex, { width: 2, height: 3 })).toBe(6);
  });

  test('is found as a member of an exported object, and as a static method', async () => {
    expect(foundAt(deep.galaxies.europe)).toBe('src/shapes.ts deep.galaxies.europe');
    expect(foundAt(Galaxy.version)).toBe('src/shapes.ts Galaxy.version');
    expect(await inWorker(Galaxy.version, 'eu')).toBe('eu 24.1');
  });

  test('is found where the module is the function', async () => {
    const plain = require('../src/plain');

    expect(foundAt(plain)).toBe('src/plain.js ');
    expect(foundAt(plain.more)).toBe('src/plain.js more');
    expect(await inWorker(plain, 1)).toBe(2);
  });

  test('is found in an installed package', async () => {
    const limit = require('p-limit');

    expect(foundAt(limit)).toMatch(/node_modules\/p-limit\/index\.js $/);
  });

  test('finds what it imports, by a mapped name and in a module directory', async () => {
    expect(await inWorker(doubledDiagonal, { width: 3, height: 4 })).toBe(10);
  });

  test("is remembered when the modules are reset, even if no pool has seen it", async () => {
    jest.resetModules();

    expect(foundAt(area)).toBe('src/shapes.ts area');
    expect(await inWorker(area, { width: 1, height: 4 })).toBe(4);
  });

  test('fails with a stack that leads to its line', async () => {
    const { stack } = await failureInWorker(throws);

    expect(stack).toMatch(/at throws \(.*src\/shapes\.ts:44:9\)/);
  });
});

test("is JavaScript's own", async () => {
  expect(foundAt(Math.sqrt)).toBe('global');
  expect(await inWorker(Math.sqrt, 16)).toBe(4);
  expect(await inWorker(JSON.parse, '[1]')).toEqual([1]);
});

test("is one of Node's own modules'", async () => {
  expect(foundAt(basename)).toBe('node:path basename');
  expect(await inWorker(basename, '/api/version')).toBe('version');
  expect(foundAt(assert)).toBe('node:assert default');
  expect(await inWorker(assert, true)).toBeUndefined();
  expect(foundAt(readFile)).toBe('node:fs/promises readFile');
  expect(await inWorker(readFile, __filename, 'utf8')).toMatch(/basename/);
  expect(foundAt(win32.basename)).toBe('node:path win32.basename');
  expect(foundAt(posix.basename)).toBe('node:path basename');
  expect(foundAt(util.types.isMap)).toBe('node:util types.isMap');
  expect(await inWorker(util.types.isMap, new Map())).toBe(true);
  expect(foundAt(sleep)).toBe('node:timers/promises setTimeout');
});

test("is one of Node's own that is behind a getter", async () => {
  expect(foundAt(stream.promises.finished)).toBe('node:stream/promises finished');
  expect(foundAt(dns.promises.getServers)).toBe('node:dns/promises getServers');
  expect(await inWorker(dns.promises.getServers)).toEqual(dns.getServers());
  expect(foundAt(util.parseArgs)).toBe('node:util parseArgs');
  expect(await inWorker(util.parseArgs, { args: ['-v'], options: { v: { type: 'boolean', short: 'v' } } })).toMatchObject({
    values: { v: true },
  });
});

test("reads no getter of Node's that nobody has read", () => {
  const read = jest.fn();
  Object.defineProperty(util, 'warning', { get: read, configurable: true });
  const parseArgs = () => 'not the one of node:util';

  jest.isolateModules(() => {
    const { builtinReference } = require('jest-lanes/references/builtin-reference');
    expect(builtinReference(parseArgs, __filename)).toBeUndefined();
    expect(builtinReference(util.parseArgs, __filename)).toMatchObject({ module: 'node:util', path: ['parseArgs'] });
  });
  Reflect.deleteProperty(util, 'warning');

  expect(read).not.toHaveBeenCalled();
});
