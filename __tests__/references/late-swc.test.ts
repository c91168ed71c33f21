import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChildJest } from '../simulate/child-jest';

const config = join(__dirname, 'late-swc/jest.config.cjs');
const cache = mkdtempSync(join(tmpdir(), 'jest-lanes-late-swc-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

test('the main thread loads SWC before threads do, in a Jest that found all compiled and so has not', async () => {
  const run = async () => runChildJest(config, '--ci', `--cacheDirectory=${cache}`);
  await run();
  rmSync(join(cache, 'jest-lanes'), { recursive: true });

  const tests = await run();

  expect(tests.map(({ name, status }) => [name, status])).toEqual([['compiler loaded before: false', 'passed']]);
}, 240_000);
