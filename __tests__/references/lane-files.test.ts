import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What a module keeps from one call to the next: of two copies each would have its own. */
const STATE = /^(?:export )?(?:let |const \w+(?:: [^=]+)? = new (?:Weak)?(?:Map|Set)\b)/m;

/** Says which modules are in each of the files that workers load. */
const SCRIPT = `
  import { build } from 'esbuild';
  import { LANE_FILES, laneOptions } from './build/lane.mjs';
  const modulesOf = async (name) => {
    const options = { bundle: true, packages: 'external', platform: 'node', write: false, metafile: true, outdir: 'nowhere' };
    const { metafile } = await build({ entryPoints: ['src/' + name + '.ts'], ...options, ...laneOptions(name) });
    const [{ inputs }] = Object.values(metafile.outputs);
    return Object.keys(inputs).filter((module) => inputs[module].bytesInOutput > 0);
  };
  console.log(JSON.stringify(await Promise.all(LANE_FILES.map(modulesOf))));`;

test('no module with a state of its own is in two of the files that workers load', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    cwd: root,
    encoding: 'utf8',
  });
  const each = JSON.parse(printed) as readonly string[][];
  const all = each.flat();
  const inTwo = [...new Set(all.filter((module, at) => all.indexOf(module) !== at))];
  const hasState = (module: string): boolean => STATE.test(readFileSync(join(root, module), 'utf8'));

  expect(all.filter(hasState)).toEqual(
    expect.arrayContaining(['src/time/virtual-timer.ts', 'src/servers/giving-up.ts', 'src/workers/inside/worker.ts']),
  );
  expect(inTwo).toContain('src/time/natives.ts');
  expect(inTwo.filter(hasState)).toEqual([]);
});
