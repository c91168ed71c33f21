import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const built = join(root, '.cache/script');

/** As the package ships them. */
const build = `
import { bundle } from './build/compile.mjs';
import { bundleLane } from './build/lane.mjs';
await bundle(['src/index.ts'], { outdir: ${JSON.stringify(built)} });
await bundleLane(${JSON.stringify(built)});
`;

test('a script without Jest, and without a config of it, runs its pools as Node loads modules', () => {
  execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root });
  const script = join(__dirname, 'script/script.cjs');
  const printed = execFileSync(process.execPath, [script, join(built, 'index.js'), '--config', 'no-config-of-jest'], {
    encoding: 'utf8',
  });

  const results = [
    [1, 4, 9],
    [1, 8, 27],
    [-1, -2, -3],
  ];
  const each = [...results, 'RangeError: no 1'];
  expect(JSON.parse(printed)).toEqual([each, each, each]);
}, 120_000);
