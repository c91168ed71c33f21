/**
 * The model of docs/machine.md beside this machine: eight times the primes below 400 000, for real, with one worker and with
 * more. It says something on a quiet machine only, so it runs when asked for, and prints what it finds:
 *
 *     MEASURE=machine npx jest --selectProjects scenarios --testPathPatterns primes-on-real-cores
 *
 * Rounds take turns, so that a change of load meets all alike; a speed-up is the median of those within each round. Beside it
 * stand how many cores the pool got, which is its processor time over the time it took, and how much more processor time it
 * needed than one worker. Ranking and size are judged if the machine was quiet: if one worker got nine tenths of a core, and as
 * many as there are cores got nine tenths of them.
 */
import { expect, test } from '@jest/globals';
import { availableParallelism, loadavg } from 'node:os';
import { asyncPool, processPool, simulate, threadPool, type Pool } from 'jest-lanes';
import { crunch } from '../tasks/computing';
import { countPrimesAndTime } from '../tasks/primes';

const BELOW = 400_000;
const INPUTS = Array.from({ length: 8 }, () => BELOW);
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const SIZES = [1, 2, 4];
const KINDS: readonly (readonly [kind: string, make: (size: number) => Pool])[] = [
  ['promises', asyncPool],
  ['threads', threadPool],
  ['processes', processPool],
];
const CORES = availableParallelism();
const TOLERANCE = 0.2;

interface Measure {
  readonly ms: number;
  readonly cpuMs: number;
}

async function measured(pool: Pool): Promise<Measure> {
  const before = process.cpuUsage();
  const run = await pool.map(countPrimesAndTime, INPUTS, { chunkSize: 1 });
  const { user, system } = process.cpuUsage(before);
  expect(new Set(run.results.map(({ count }) => count))).toEqual(new Set([33_860]));
  // Threads are part of this process; what processes took they tell themselves.
  const elsewhere = run.results.filter(({ pid }) => pid !== process.pid);
  return { ms: run.elapsed, cpuMs: (user + system) / 1000 + elsewhere.reduce((sum, { cpuMs }) => sum + cpuMs, 0) };
}

async function predictedMs(pool: Pool): Promise<number> {
  return (await simulate(() => pool.map(crunch, INPUTS), { cores: CORES })).elapsed;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

async function compare(kind: string, make: (size: number) => Pool) {
  const pools = SIZES.map((size) => make(size));
  // The workers start here, and load.
  const predictions: number[] = [];
  for (const pool of pools) predictions.push(await predictedMs(pool));
  for (const pool of pools)
    await pool.map(
      countPrimesAndTime,
      Array.from({ length: pool.concurrency }, () => 100),
    );
  const rounds: Measure[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const turn: Measure[] = [];
    for (const pool of pools) turn.push(await measured(pool));
    rounds.push(turn);
  }
  for (const pool of pools) await pool[Symbol.asyncDispose]();
  return SIZES.map((size, i) => ({
    kind,
    size,
    predicted: predictions[0]! / predictions[i]!,
    speedUp: median(rounds.map((turn) => turn[0]!.ms / turn[i]!.ms)),
    coresGot: median(rounds.map((turn) => turn[i]!.cpuMs / turn[i]!.ms)),
    moreWork: median(rounds.map((turn) => turn[i]!.cpuMs / turn[0]!.cpuMs)),
  }));
}

type Row = Awaited<ReturnType<typeof compare>>[number];

function line({ kind, size, predicted, speedUp, coresGot, moreWork }: Row): string {
  const [a, b, c, d] = [predicted, speedUp, coresGot, moreWork].map((value) => value.toFixed(2));
  return `${kind} ${size}: predicted ${a!}, measured ${b!} (on ${c!} cores, with ${d!} times the processor time)`;
}

function judge(rows: readonly Row[]): void {
  for (const { predicted, speedUp } of rows) expect(Math.abs(speedUp / predicted - 1)).toBeLessThanOrEqual(TOLERANCE);
  for (const slower of rows) {
    for (const faster of rows.filter(({ predicted }) => predicted > slower.predicted * (1 + TOLERANCE))) {
      expect(faster.speedUp).toBeGreaterThan(slower.speedUp);
    }
  }
}

(process.env['MEASURE'] === 'machine' ? test : test.skip)(
  'predicted and measured speed-ups of counting primes',
  async () => {
    const before = loadavg()[0]!;
    const rows: Row[] = [];
    for (const [kind, make] of KINDS) rows.push(...(await compare(kind, make)));
    const isQuiet = rows.every(({ size, kind, coresGot }) => {
      return coresGot >= 0.9 * (kind === 'promises' ? 1 : Math.min(size, CORES));
    });
    const verdict = isQuiet ? 'quiet, so judged' : 'busy with other work, so not judged';
    process.stdout.write(
      `${[`${CORES} cores, load ${before.toFixed(1)} before: ${verdict}`, ...rows.map(line)].join('\n')}\n`,
    );
    if (isQuiet) judge(rows);
  },
  600_000,
);
