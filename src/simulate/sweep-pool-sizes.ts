import { expected } from '../errors';
import { type SizeRun, Sweep } from '../sweep/sweep';
import { inForce } from '../time/current-clock';
import { JUDGED } from '../trace/judged';
import { type EndedSweep, listener } from '../trace/listener';
import type { Run } from '../trace/run';
import { work } from '../trace/work';
import { type SimulateOptions, checkSimulation, simulate } from './simulate';

/**
 * Simulates the same work on pools of several sizes, one after another: how much do more workers gain, where does it level
 * off, and which task decides how long it takes?
 *
 * @param sizes - whole numbers from 1 up, each once; 1 among them, since speed-ups are measured against one worker.
 * @param body - runs the work on a pool of the size it is given, and gives the pool's run. Its own work must take time.
 * @param options - as `simulate` takes them. On the virtual clock it takes time to wait, and to `compute`.
 * @returns the sweep: `rows`, `levelsOffAt()`, `amdahl`, `scalability`, `advice`; as a text it is a table.
 * @throws what the body throws, and UsageError for sizes that cannot be, a body that gives no pool's run or takes no time
 *   with one worker, and whatever `simulate` refuses.
 * @example
 * const sweep = await sweepPoolSizes([1, 2, 3, 4, 5], (size) => asyncPool(size).map(sleepFor, [1100, 190, 198, 198, 914]));
 * sweep.rows.map(({ elapsed }) => elapsed) // => [2600, 1500, 1112, 1104, 1100]
 * sweep.levelsOffAt() // => 3
 */
export async function sweepPoolSizes<I, R>(
  sizes: readonly number[],
  body: (size: number) => Run<I, R> | PromiseLike<Run<I, R>>,
  options: SimulateOptions = {},
): Promise<Sweep> {
  checkSizes(sizes);
  checkSimulation(body, options);
  const progress = listener()?.sweeps();
  let sweep: Sweep | undefined;
  try {
    const runs: SizeRun[] = [];
    for (const size of sizes) {
      runs.push(await runOf(size, body, options));
      progress?.ran(size, runs.length, sizes.length);
    }
    return (sweep = new Sweep(runs));
  } finally {
    progress?.ended(sweep && asEnded(sweep));
  }
}

/** What whoever listens is told. */
function asEnded(sweep: Sweep): EndedSweep {
  const levelsOffAt = sweep.levelsOffAt();
  return {
    rows: sweep.rows.map(({ size, elapsed, speedUp, efficiency, longest }) => ({
      ...{ size, elapsed, speedUp, efficiency },
      ...(longest && {
        longest: { label: longest.span.label, tookMs: longest.span.endedAt - longest.span.startedAt },
      }),
    })),
    ...(levelsOffAt === undefined ? {} : { levelsOffAt }),
    advice: sweep.advice,
  };
}

async function runOf<I, R>(
  size: number,
  body: (size: number) => Run<I, R> | PromiseLike<Run<I, R>>,
  options: SimulateOptions,
): Promise<SizeRun> {
  let virtual: typeof inForce.virtual;
  const run = (await simulate(() => {
    virtual = inForce.virtual;
    return body(size);
  }, options)) as Run;
  if (run.resultsIn === undefined) {
    throw expected(
      'what the body gives',
      "a pool's run",
      run.value,
      'Write `(size) => asyncPool(size).map(fn, inputs)`.',
    );
  }
  const done = work(run[JUDGED]());
  // What computations cost, while lanes share cores, is more than what they need; work is counted with that.
  const computing = done === 0 ? 0 : Math.min(1, (virtual?.processor.computed ?? 0) / done);
  return { size, run, computing };
}

function checkSizes(sizes: unknown): void {
  const rule = 'an array of different whole numbers from 1 up, 1 among them';
  const isSo =
    Array.isArray(sizes) &&
    sizes.every((size) => Number.isSafeInteger(size) && size >= 1) &&
    new Set(sizes).size === sizes.length &&
    sizes.includes(1);
  if (!isSo) throw expected('sizes', rule, sizes, 'Speed-ups are measured against one worker.');
}
