import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRecord, ReportData } from '../src/handover/report-data';
import { writeLine } from '../src/handover/run-folder';
import { MOST_SPANS, runFacts } from '../src/handover/run-record';
import { readRunFolder } from '../src/reporter/read-run-folder';
import { formsOf } from '../src/reporter/report-options';
import { reportFiles } from '../src/reporter/publish';
import { writeReport } from '../src/reporter/write-report';
import { span, trace } from '../src/trace/build';
import type { Bench, Entry } from './contest';

const FILES = 200;
const dist = join(__dirname, '../../dist');
const folder = join(__dirname, 'reporter');

const BARE = 'without the reporter';
const contestants = new Map([
  [BARE, [] as unknown[]],
  ['with the reporter', [[join(dist, 'reporter.js'), { folder: join(folder, 'reports') }]]],
]);

/** A suite of files that do nothing, with the setup file: the reporter is on or off, in turn. */
function measureOverhead(rounds: number): Entry[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let file = 0; file < FILES; file++) {
    writeFileSync(join(folder, `${file}.test.js`), "test('passes', () => undefined);");
  }
  const turns = new Map([...contestants.keys()].map((name) => [name, [] as number[]]));
  // The first round pays for what the later ones find done.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, reporters] of inTurn(round)) {
      const tookMs = runSuite(reporters);
      if (round > 0) turns.get(name)!.push(tookMs);
    }
  }
  return [...turns].map(([contestant, took]) => ({ contest: 'wall time of the suite', contestant, turns: took }));
}

/** Whoever comes second has the advantage of a disk that was just read, so they change places. */
function inTurn(round: number): [string, unknown[]][] {
  return round % 2 === 0 ? [...contestants] : [...contestants].reverse();
}

function runSuite(reporters: readonly unknown[]): number {
  const config = JSON.stringify({
    ...{ rootDir: folder, transform: {}, testEnvironment: join(dist, 'environment.js') },
    ...{ setupFilesAfterEnv: [join(dist, 'setup.js')], reporters: ['default', ...reporters] },
  });
  const began = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), '-w', '2', '--config', config]);
  if (status !== 0) throw new Error(`The suite ended with ${String(status)}.`);
  return Number(process.hrtime.bigint() - began) / 1e6;
}

const RUNS = 10;
const TEST_FILES = 2000;

/** A report of 100 000 spans and 2 000 test files: what is handed over, what is written, and what it takes to hold it. */
function measureSize(): Entry[] {
  const runFolder = join(folder, 'run');
  const reports = join(folder, 'reports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(runFolder, { recursive: true });
  handOver(runFolder);
  const before = process.memoryUsage().rss;
  const data = dataFrom(runFolder);
  const files = reportFiles(data, formsOf(), false);
  writeReport(reports, data.session.id, files);
  const memory = process.memoryUsage().rss - before;
  const entry = (contestant: string, bytes: number): Entry => ({ contest: 'size', contestant, turns: [bytes] });
  return [
    entry('the run folder', sizeOf(runFolder)),
    entry('the report', sizeOf(join(reports, data.session.id))),
    ...[...files]
      .filter(([name]) => name.endsWith('.html'))
      .map(([name, text]) => entry(name, Buffer.byteLength(text))),
    entry('memory to read and write it', memory),
  ];
}

function handOver(runFolder: string): void {
  for (let number = 0; number < RUNS; number++) {
    const all = trace(
      ...Array.from({ length: MOST_SPANS }, (_, i) => span(`task ${i}`, i, i + 40, { input: i, result: { index: i } })),
    );
    const end = { trace: all, judged: all, clock: 'virtual', elapsed: MOST_SPANS, realMs: 100 } as const;
    const where = { kind: 'run', schema: 1, file: `/spec/${number}.test.ts`, test: 'runs', retry: 0, number } as const;
    const facts = runFacts(end, { spans: MOST_SPANS, withValues: true });
    writeLine(runFolder, JSON.stringify({ ...where, ...facts }));
  }
}

function dataFrom(runFolder: string): ReportData {
  const { files: handed } = readRunFolder(runFolder);
  const tests = Array.from({ length: 10 }, (_, i) => ({ name: `does ${i}`, status: 'passed' as const, failures: [] }));
  const files = Array.from({ length: TEST_FILES }, (_, i): FileRecord => {
    return { path: `spec/${i}.test.ts`, status: 'passed', worker: 1, startedAt: i, endedAt: i + 1, tests };
  });
  const session = {
    ...{ id: '20261127T201530-0a1b2c', suite: '', startedAt: 0, tookMs: TEST_FILES, maxWorkers: 1 },
    ...{ node: process.version, jest: '30', interrupted: false },
  };
  const [runs, sweeps] = [handed.flatMap((one) => one.runs), handed.flatMap((one) => one.sweeps)];
  return { schema: 1, session, files, runs, sweeps, leftOut: [] };
}

function sizeOf(path: string): number {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}

export const benches: Bench[] = [
  {
    title: `What the reporter costs a suite of ${FILES} trivial files`,
    aim: 'at most 2 % of the wall time',
    places: ['node'],
    reference: BARE,
    size: 1,
    shows: 'cost',
    contests: [],
    measure: measureOverhead,
  },
  {
    title: 'A report of 100 000 spans and 2 000 test files',
    aim: 'less than 100 MB on disk, and less than 500 MB of memory',
    places: ['node'],
    reference: 'the run folder',
    size: 1,
    shows: 'memory',
    contests: [],
    measure: measureSize,
  },
];
