/**
 * Rounds of random faults: whatever happens to workers, every task has one outcome, and nothing is left of them.
 * `ROUNDS=200 npx jest __tests__/workers/random-faults` runs as many as it takes to believe it, and `FROM=101` the second half.
 */
import { expect, jest, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { type Pool, processPool, simulate, threadPool } from '../../src';
import { randomStream } from '../../src/time/random';
import { fail, type Fault } from './tasks/faults';

const ROUNDS = Number(process.env['ROUNDS'] ?? 2);
const FROM = Number(process.env['FROM'] ?? 1);
/** How far it came is worth knowing while it lasts, and after it failed. */
const isLong = process.env['ROUNDS'] !== undefined;
const TASKS = 40;

jest.setTimeout(60_000 + ROUNDS * 30_000);

// Long enough for a machine that is busy with others.
const taskTimeout = 5000;
const kinds: Record<string, { make: () => Pool; faults: readonly Fault[] }> = {
  processPool: {
    make: () => processPool(4, { execArgv: ['--max-old-space-size=32'], taskTimeout }),
    faults: ['throw', 'sigkill', 'exit 0', 'exit 1', 'exit 137', 'uncaught', 'memory', 'spin', 'abort'],
  },
  threadPool: {
    make: () => threadPool(4, { resourceLimits: { maxOldGenerationSizeMb: 32 }, taskTimeout }),
    faults: ['throw', 'exit 0', 'exit 1', 'exit 137', 'uncaught', 'unhandled', 'memory', 'spin'],
  },
};

/** What a round does: about one task in five fails, most of them quickly. */
function plan(seed: number, faults: readonly Fault[]): (readonly [Fault, number])[] {
  const random = randomStream(seed, 'faults');
  const costly = new Set<Fault>(['spin', 'memory', 'abort']);
  return Array.from({ length: TASKS }, () => {
    const ms = Math.floor(random() * 10);
    if (random() > 0.2) return ['none', ms] as const;
    const fault = faults[Math.floor(random() * faults.length)]!;
    return [costly.has(fault) && random() > 0.3 ? 'throw' : fault, ms] as const;
  });
}

/** The children of this process that are workers, and zombies among them. */
const workers = (): number => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isWorker(name)).length;

function isWorker(pid: string): boolean {
  try {
    const isChild = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1] === String(process.pid);
    return isChild && !readFileSync(`/proc/${pid}/environ`, 'utf8').includes('JEST_LANES_LANE=guard');
  } catch {
    return false; // gone meanwhile
  }
}

const files = (): number => readdirSync('/proc/self/fd').length;
const handles = (): readonly string[] =>
  process
    .getActiveResourcesInfo()
    .filter((name) => !/Timeout|Immediate|FSReq|^TTYWrap$|CloseReq/.test(name))
    .sort();

const state = () => ({ workers: workers(), handles: handles(), files: files() });

/** What there is once nothing changes any more: the channel of a process that is gone closes a moment after it. */
async function stateAtRest(): Promise<ReturnType<typeof state>> {
  let [last, calm] = [state(), 0];
  for (const since = performance.now(); calm < 10 && performance.now() - since < 5000;) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    const now = state();
    calm = now.workers === 0 && JSON.stringify(now) === JSON.stringify(last) ? calm + 1 : 0;
    last = now;
  }
  return last;
}

/** What is told of a task that should have ended otherwise. */
const why = (result: PromiseSettledResult<unknown> | undefined): string =>
  result?.status === 'rejected' ? String(result.reason) : 'It was fulfilled.';

const here = process.platform === 'linux' ? test : test.skip;

here.each(Object.keys(kinds))(
  `${ROUNDS} rounds of faults in a %s of 4 lanes: each task has one outcome`,
  async (kind) => {
    const { make, faults } = kinds[kind]!;
    const firstPool = make();
    await firstPool.map(fail, [['none', 0]]);
    await firstPool[Symbol.asyncDispose]();
    const before = await stateAtRest();
    const count = { tasks: 0, faults: 0 };

    for (let round = FROM; round <= ROUNDS; round += 1) {
      const pool = make();
      const inputs = plan(round, faults);
      const body = () => pool.mapSettled(fail, inputs, { chunkSize: round % 3 === 0 ? 5 : 1 });
      const { results } = round % 2 === 0 ? await simulate(body, { leaks: 'ignore' }) : await body();
      await pool[Symbol.asyncDispose]();

      const outcomes = results.map((result) =>
        result.status === 'fulfilled' ? 'none' : (result.reason as Error).name,
      );
      const mayBeLost = round % 2 === 1 && round % 3 === 0;
      for (const [i, [fault]] of inputs.entries()) {
        const right = fault === 'none' ? 'none' : fault === 'throw' ? 'TypeError' : 'WorkerDied';
        // Of a chunk whose worker died the outcomes that nobody had heard of are lost.
        if (!(mayBeLost && outcomes[i] === 'WorkerDied'))
          expect({ round, i, fault, outcome: outcomes[i], why: outcomes[i] === right ? '' : why(results[i]) }).toEqual({
            round,
            i,
            fault,
            outcome: right,
            why: '',
          });
        count.faults += fault === 'none' ? 0 : 1;
      }
      count.tasks += results.length;
      if (isLong) process.stderr.write(`${kind}, round ${round}: ${JSON.stringify(count)}\n`);
    }

    expect(await stateAtRest()).toEqual(before);
  },
);
