import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Entry } from './contest';

const MODULES = 10;

const folder = join(__dirname, 'worker-start');
const lane = join(__dirname, '../../dist/lane.js');

const BARE = 'bare jest-worker, plain JavaScript';
const OURS = 'jest-lanes, TypeScript';

/** A chain of modules, as TypeScript and as what it compiles to. */
function writeModules(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'js'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { target: 'es2022', module: 'commonjs' } }),
  );
  for (let i = 0; i < MODULES; i++) {
    const isLast = i === MODULES - 1;
    const next = isLast ? 'n' : `f${i + 1}(n)`;
    const importNext = isLast ? '' : `import { f${i + 1} } from './m${i + 1}';\n`;
    const requireNext = isLast ? '' : `const { f${i + 1} } = require('./m${i + 1}');\n`;
    writeFileSync(join(folder, `m${i}.ts`), `${importNext}export const f${i} = (n: number): number => ${next} + 1;\n`);
    writeFileSync(join(folder, `js/m${i}.js`), `${requireNext}exports.f${i} = (n) => ${next} + 1;\n`);
  }
  writeFileSync(join(folder, 'bare.cjs'), 'exports.call = (module, name, ...args) => require(module)[name](...args);');
  writeFileSync(
    join(folder, 'ours.cjs'),
    `const { loadProject, loadTask } = require(${JSON.stringify(lane)});
    exports.setup = loadProject;
    exports.call = (reference, ...args) => loadTask(reference)(...args);`,
  );
}

/** From the making of a worker to its first result, by turns; the first round fills the cache and does not count. */
const TURNS = `
const { readConfig } = require(${JSON.stringify(require.resolve('jest-config'))});
const { Worker } = require(${JSON.stringify(require.resolve('jest-worker'))});
const { join } = require('node:path');
const folder = ${JSON.stringify(folder)};
const rounds = Number(process.argv[2]);
async function turn(file, threads, setupArgs, ...args) {
  const began = performance.now();
  const forkOptions = { env: { ...process.env, JEST_LANES_CODE_CACHE: join(folder, 'cache/jest-lanes') } };
  const worker = new Worker(join(folder, file), { numWorkers: 1, maxRetries: 0, enableWorkerThreads: threads, exposedMethods: ['call'], setupArgs, forkOptions });
  const result = await worker.call(...args);
  const tookMs = performance.now() - began;
  await worker.end();
  if (result !== ${MODULES + 1}) throw new Error('A worker gave ' + result);
  return tookMs;
}
(async () => {
  const transform = { '^.+\\\\.ts$': ${JSON.stringify(require.resolve('ts-jest'))} };
  const config = JSON.stringify({ rootDir: folder, cacheDirectory: join(folder, 'cache'), transform });
  const { projectConfig } = await readConfig({ _: [], $0: 'jest', config }, folder);
  const project = { kind: 'config', config: JSON.parse(JSON.stringify(projectConfig)), digest: 'bench' };
  const reference = { kind: 'export', module: join(folder, 'm0.ts'), path: ['f0'] };
  const turns = [];
  for (let round = 0; round <= rounds; round++) {
    for (const threads of [false, true]) {
      const bare = await turn('bare.cjs', threads, [], join(folder, 'js/m0.js'), 'f0', 1);
      const ours = await turn('ours.cjs', threads, [project], reference, 1);
      if (round > 0) turns.push({ threads, bare, ours });
    }
  }
  console.log(JSON.stringify(turns));
})();`;

function measure(rounds: number): Entry[] {
  writeModules();
  writeFileSync(join(folder, 'turns.cjs'), TURNS);
  const output = execFileSync(process.execPath, [join(folder, 'turns.cjs'), String(rounds * 4)], { encoding: 'utf8' });
  const turns = JSON.parse(output) as { threads: boolean; bare: number; ours: number }[];
  return [false, true].flatMap((threads) => {
    const contest = threads ? 'a thread' : 'a process';
    const own = turns.filter((turn) => turn.threads === threads);
    return [
      { contest, contestant: BARE, turns: own.map(({ bare }) => bare) },
      { contest, contestant: OURS, turns: own.map(({ ours }) => ours) },
    ];
  });
}

export const benches: Bench[] = [
  {
    title: 'From a new worker to the first result, ten modules deep, compiled before',
    aim: 'jest-lanes at most 1.15 times the bare worker',
    places: ['node'],
    reference: BARE,
    size: 1,
    shows: 'cost',
    contests: [],
    measure,
  },
];
