/**
 * Are the scenarios the same every time? Runs the suite again and again, each round in another random order, and compares
 * what each scenario did on each pool (how long it took, and how many tasks were in flight when) with the first round.
 *
 *     node .ci/repeat-scenarios.mjs [rounds=50] [shards=1] [busy=2]
 *
 * With `shards` each round is split as CI would split it, and each test must have run exactly once. Meanwhile `busy`
 * processes keep the cores from being idle. Prints a line for each round; the exit code says whether all were the same.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const root = join(import.meta.dirname, '..');
const options = { rounds: 50, shards: 1, busy: 2 };
for (const argument of process.argv.slice(2)) {
  const [name, value] = argument.split('=');
  if (!(name in options) || !/^\d+$/.test(value))
    throw new Error(`There is no ${argument}; see the head of this file.`);
  options[name] = Number(value);
}

// Whatever ends this script, its processes and folders go with it.
const folders = new Set();
const loads = Array.from({ length: options.busy }, () => spawn(process.execPath, ['-e', 'for (;;);']));
process.on('exit', () => {
  loads.forEach((load) => load.kill('SIGKILL'));
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** One call of Jest: the tests it ran, and what the scenarios told. */
async function jest(seed, shard) {
  const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-repeat-'));
  folders.add(folder);
  const report = join(folder, 'report.json');
  const args = ['--selectProjects', 'scenarios', '--ci', '--randomize', '--seed', seed, '--shard', shard];
  const child = spawn(process.execPath, ['node_modules/jest/bin/jest.js', ...args, '--json', '--outputFile', report], {
    cwd: root,
    env: { ...process.env, JEST_LANES_RUN_FOLDER: folder },
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.on('close', resolve));
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const news = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  const told = news.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  );
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
  return { testResults, told };
}

async function round(number) {
  const [tests, told, failed] = [[], [], []];
  for (let shard = 1; shard <= options.shards; shard++) {
    const part = await jest(number, `${shard}/${options.shards}`);
    told.push(
      ...part.told
        .filter(({ kind, scenario, clock }) => kind === 'run' && scenario?.part === 'body' && clock === 'virtual')
        .map(({ file, scenario: { name, pool }, elapsedMs, spans }) =>
          JSON.stringify([file, name, pool, elapsedMs, spans.map(whatCounts)]),
        ),
    );
    for (const { name, message, assertionResults } of part.testResults) {
      tests.push(...assertionResults.map(({ fullName }) => `${name}|${fullName}`));
      failed.push(
        ...assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`),
      );
      if (assertionResults.length === 0) failed.push(message);
    }
  }
  return {
    failed,
    hash: digest(told),
    tests: digest(tests),
    count: tests.length,
    isOnce: new Set(tests).size === tests.length,
  };
}

/** Of a span all but who ran it and what it said, which are of the machine. */
function whatCounts({ label, queuedAt, startedAt, endedAt, startStep, endStep, outcome }) {
  return [label, queuedAt, startedAt, endedAt, startStep, endStep, outcome];
}

function digest(lines) {
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex').slice(0, 12);
}

let first;
let isGood = true;
for (let number = 1; number <= options.rounds; number++) {
  const begun = performance.now();
  const { failed, hash, tests, count, isOnce } = await round(number);
  first ??= { hash, tests };
  const isSame = failed.length === 0 && isOnce && hash === first.hash && tests === first.tests;
  isGood &&= isSame;
  console.log(
    `${isSame ? 'same' : 'DIFFERS'}  round ${number}: ${count} tests, ${failed.length} failed, ${hash}, ${Math.round((performance.now() - begun) / 1000)} s`,
  );
  for (const message of failed) console.log(message);
}
process.exit(isGood ? 0 : 1);
