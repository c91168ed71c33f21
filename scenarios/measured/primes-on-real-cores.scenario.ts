/**
 * The model of docs/machine.md beside this machine: eight times the primes below 400 000, for real, with one worker and
 * with more. It says something on a quiet machine only, so it runs when asked for, and prints what it finds:
 *
 *     MEASURE=machine npx jest --selectProjects scenarios --testPathPatterns primes-on-real-cores
 */
import { expect, test } from '@jest/globals';
import { availableParallelism, loadavg } from 'node:os';
import { asyncPool, processPool, threadPool, type Pool } from 'jest-lanes';
import { countPrimes } from '../tasks/primes';

const BELOW = 400_000;
const TASKS = 8;
const ROUNDS = 3;
const POOLS: readonly (readonly [name: string, make: (size: number) => Pool, gains: boolean])[] = [
  ['promises', asyncPool, false],
  ['threads', threadPool, true],
  ['processes', processPool, true],
];

/** The best of some rounds: load only ever makes a run longer. The workers have started before. */
async function measuredMs(pool: Pool): Promise<number> {
  await pool.map(
    countPrimes,
    Array.from({ length: pool.concurrency }, () => 100),
  );
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const run = await pool.map(
      countPrimes,
      Array.from({ length: TASKS }, () => BELOW),
      { chunkSize: 1 },
    );
    expect(new Set(run.results)).toEqual(new Set([33_860]));
    rounds.push(run.elapsed);
  }
  return Math.min(...rounds);
}

(process.env['MEASURE'] === 'machine' ? test : test.skip)(
  'predicted and measured speed-ups of counting primes',
  async () => {
    const cores = availableParallelism();
    const lines = [`${cores} cores, load ${loadavg()[0]!.toFixed(1)}`];
    for (const [name, make, gains] of POOLS) {
      let one = NaN;
      for (const size of [1, 2, 4]) {
        await using pool = make(size);
        const ms = await measuredMs(pool);
        if (size === 1) one = ms;
        const predicted = gains ? Math.min(size, cores) : 1;
        lines.push(
          `${name} ${size}: predicted ${predicted.toFixed(2)}, measured ${(one / ms).toFixed(2)} (${ms.toFixed(0)} ms)`,
        );
      }
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  },
  600_000,
);
