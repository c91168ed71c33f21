import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Entry } from './contest';

const MODULES = 10;

const folder = join(__dirname, 'worker-start');

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
}

/** From the making of a worker to its first result, by turns; the first round fills the caches and does not count. */
const TURNS = `
const { readConfig } = require(${JSON.stringify(require.resolve('jest-config'))});
const { Worker } = require(${JSON.stringify(require.resolve('jest-worker'))});
const { processPool, task, threadPool } = require(${JSON.stringify(join(__dirname, '../../dist/index.js'))});
const { join } = require('node:path');
const folder = ${JSON.stringify(folder)};
const rounds = Number(process.argv[2]);
async function timed(work) {
  const began = performance.now();
  const result = await work();
  if (result !== ${MODULES + 1}) throw new Error('A worker gave ' + result);
  return performance.now() - began;
}
async function bareTurn(threads) {
  let worker;
  const tookMs = await timed(() => {
    worker = new Worker(join(folder, 'bare.cjs'), { numWorkers: 1, maxRetries: 0, enableWorkerThreads: threads, exposedMethods: ['call'] });
    return worker.call(join(folder, 'js/m0.js'), 'f0', 1);
  });
  await worker.end();
  return tookMs;
}
async function ourTurn(threads) {
  let pool;
  const tookMs = await timed(() => {
    pool = (threads ? threadPool : processPool)(1);
    return pool.apply(task(join(folder, 'm0.ts'), 'f0'), [1]);
  });
  await pool[Symbol.asyncDispose]();
  return tookMs;
}
(async () => {
  const transform = { '^.+\\\\.ts$': ${JSON.stringify(require.resolve('ts-jest'))} };
  const config = JSON.stringify({ rootDir: folder, cacheDirectory: join(folder, 'cache'), transform });
  const { projectConfig } = await readConfig({ _: [], $0: 'jest', config }, folder);
  // As the environment of jest-lanes tells it.
  globalThis[Symbol.for('jest-lanes.realm')].set('project-config', projectConfig);
  const turns = [];
  for (let round = 0; round <= rounds; round++) {
    for (const threads of [false, true]) {
      const bare = await bareTurn(threads);
      const ours = await ourTurn(threads);
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
    title: 'From a new pool of one worker to its first result, ten modules deep, compiled before',
    aim: 'jest-lanes at most 1.15 times the bare worker',
    places: ['node'],
    reference: BARE,
    size: 1,
    shows: 'cost',
    contests: [],
    measure,
  },
];
