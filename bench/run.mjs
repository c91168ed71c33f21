import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compile, compiled } from './compile.mjs';
import { draw } from './table.mjs';

const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const rounds = Number(values.rounds);

const inJest = {
  rootDir: compiled,
  testMatch: ['**/in-jest.js'],
  transform: {},
  setupFilesAfterEnv: [join(root, 'dist/setup.js')],
  testEnvironment: join(root, 'dist/environment.js'),
};
const places = {
  jest: [join(root, 'node_modules/jest/bin/jest.js'), '--runInBand', '--config', JSON.stringify(inJest)],
  node: [join(compiled, 'in-node.js')],
};

/** One contestant's turn, in a process of its own: what one leaves behind (hooks, patches, garbage) burdens no other. */
function takeTurn(place, asked) {
  const answer = join(compiled, 'answer.json');
  rmSync(answer, { force: true });
  const env = { ...process.env, BENCH_TURN: JSON.stringify({ ...asked, answer }) };
  const { stderr, status } = spawnSync(process.execPath, ['--expose-gc', ...places[place]], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`A turn failed (${JSON.stringify(asked)}):\n${stderr}`);
  return JSON.parse(readFileSync(answer, 'utf8'));
}

/** All contestants in turn, round after round, so that a machine that is slow for a while is slow for all of them. */
function measure({ contests }, place, asked) {
  const entries = contests.flatMap(({ name, contestants }, contest) =>
    contestants.map((one, contestant) => ({
      contest: name,
      contestant: one.name,
      turns: [],
      at: { contest, contestant },
    })),
  );
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries.filter(({ absent }) => absent === undefined)) {
      const { spent, absent } = takeTurn(place, { ...asked, ...entry.at });
      if (absent === undefined) entry.turns.push(spent);
      else entry.absent = absent;
    }
  }
  return entries;
}

const isWanted = (file) => positionals.length === 0 || positionals.some((part) => file.includes(part));
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.bench.ts') && isWanted(file));
await compile([...files, 'in-jest.ts', 'in-node.ts']);

console.log(`Node ${process.version}, ${rounds} rounds; bench/README.md says how to read this.`);
for (const file of files.map((name) => join(compiled, name.replace('.ts', '.js')))) {
  const { benches } = createRequire(import.meta.url)(file);
  for (const [index, bench] of benches.entries()) {
    for (const place of bench.places) {
      const entries = bench.measure?.(rounds) ?? measure(bench, place, { file, bench: index });
      console.log(`\n${draw(bench, place, entries)}`);
    }
  }
}
