import { writeFileSync } from 'node:fs';
import type { Bench, Turn } from './contest';

/** Which turn the runner wants: places in lists, and the file for what came of it. */
interface Asked {
  readonly file: string;
  readonly bench: number;
  readonly contest: number;
  readonly contestant: number;
  readonly answer: string;
}

/** Takes the turn that the runner asks for in the environment, after those to warm up. */
export async function takeTurn(): Promise<void> {
  const asked = JSON.parse(process.env.BENCH_TURN ?? '') as Asked;

  const { benches } = require(asked.file) as { benches: readonly Bench[] };
  const bench = benches[asked.bench]!;
  const { prepare } = bench.contests[asked.contest]!.contestants[asked.contestant]!;
  const { warmUps = 1 } = bench;
  const spent = bench.shows === 'memory' ? bytes : milliseconds;
  const answer = await Promise.resolve()
    .then(prepare)
    .then(
      async (turn) => ({ spent: await spentOn(turn, warmUps, spent) }),
      (error: unknown) => ({ absent: String(error).split('\n')[0] }),
    );
  writeFileSync(asked.answer, JSON.stringify(answer));
}

async function spentOn(turn: Turn, warmUps: number, spent: () => number): Promise<number> {
  for (let i = 0; i < warmUps; i++) await turn();
  globalThis.gc?.();
  const before = spent();
  await turn();
  return spent() - before;
}

/** The real clock, taken before anybody fakes it. */
const milliseconds = performance.now.bind(performance);

function bytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
