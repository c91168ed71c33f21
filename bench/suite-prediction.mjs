/**
 * How long a suite takes with 1 to 4 workers, predicted from one run and measured:
 *
 *     node bench/suite-prediction.mjs [--rounds 5] [--root folder] [--others 0] -- __tests__/trace --selectProjects tests
 *
 * What follows `--` is for Jest, in the folder whose suite it is.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compile, compiled } from './compile.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    root: { type: 'string', default: '.' },
    keep: { type: 'string' },
  },
});
const root = resolve(values.root);
const SIZES = [1, 2, 3, 4];

await compile(['suite-records.ts']);
const reporter = join(compiled, 'suite-records.js');
const { suiteReport } = createRequire(import.meta.url)(reporter);

/** One run of the suite, as the reporter wrote it down. */
function run(workers) {
  const answer = join(compiled, `suite-${process.pid}.json`);
  rmSync(answer, { force: true });
  const jest = join(dirname(createRequire(join(root, 'package.json')).resolve('jest/package.json')), 'bin/jest.js');
  const args = [jest, ...positionals, '--maxWorkers', String(workers), '--reporters', reporter];
  const { stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, SUITE_RECORDS: answer },
  });
  try {
    return JSON.parse(readFileSync(answer, 'utf8'));
  } catch {
    throw new Error(`Jest did not come to its end:\n${stderr}`);
  } finally {
    rmSync(answer, { force: true });
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const percent = (part) => `${part < 0 ? '−' : '+'}${Math.abs(part * 100).toFixed(0)} %`;

// The first run fills the caches, and tells Jest in which order to run the files; it does not count.
run(2);
const runs = [];
for (let round = 0; round < Number(values.rounds); round++) {
  for (const workers of SIZES) {
    const load = loadavg()[0];
    const { files, session } = run(workers);
    runs.push({ round, workers, load, files, session, report: suiteReport(files, session) });
    console.error(`round ${round + 1}, ${workers} workers: ${seconds(session.tookMs)}, load ${load.toFixed(1)}`);
    if (values.keep !== undefined) {
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(join(values.keep, `${round}-${workers}.json`), JSON.stringify({ load, files, session }));
    }
  }
}

const of = (workers) => runs.filter((one) => one.workers === workers);
const measured = (workers) => median(of(workers).map(({ session }) => session.tookMs));
// Of each round by itself, since the machine may be slow for a while.
const error = (from, to) =>
  median(
    of(from).map(({ round, report }) => {
      const real = of(to).find((one) => one.round === round).session.tookMs;
      return report.byWorkers[to - 1].wallMs / real - 1;
    }),
  );
const rows = [
  ['', ...SIZES.map((size) => `${size}`)],
  ['measured', ...SIZES.map((size) => seconds(measured(size)))],
  ...SIZES.map((from) => [
    `predicted from ${from}`,
    ...SIZES.map((to) => {
      const predicted = median(of(from).map(({ report }) => report.byWorkers[to - 1].wallMs));
      return `${seconds(predicted)} (${percent(error(from, to))})`;
    }),
  ]),
];
const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
const loads = runs.map(({ load }) => load).sort((a, b) => a - b);
console.log(
  `${runs[0].files.length} files, ${values.rounds} rounds, ${runs[0].session.cores} cores, load ${loads[0].toFixed(1)} to ${loads.at(-1).toFixed(1)}`,
);
console.log(
  `computing ${SIZES.map((size) => median(of(size).map(({ report }) => report.computing)).toFixed(2)).join(', ')}`,
);
for (const cells of rows)
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
