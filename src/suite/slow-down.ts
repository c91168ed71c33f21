/** What files run on, and how much of it they want. */
export interface Machine {
  readonly cores: number;
  /** The part of their time in which files compute: from 0, they only wait, to 1, they only compute. */
  readonly computing: number;
  /** How many other processes want a core, on average. */
  readonly others: number;
}

/**
 * How many times longer files take than with a core for each, when so many of them run at a time.
 *
 * It is 1 while there is a core for everybody, other processes too. Beyond, all who compute share the cores evenly; those
 * that also wait need them at different times. That is the machine-repairman model, with processor sharing: each file
 * computes for a while, then waits for a while, of random length.
 *
 * What it leaves out: caches and memory that files share, cores that slow down when all are busy, and Jest's own process.
 *
 * D. G. Kendall, "Some problems in the theory of queues", Journal of the Royal Statistical Society B 13 (1951).
 *
 * @param busy - how many run at a time, a whole number.
 * @example slowDown(4, { cores: 2, computing: 1, others: 0 }) // => 2
 * @example slowDown(4, { cores: 2, computing: 0, others: 0 }) // => 1
 */
export function slowDown(busy: number, { cores, computing, others }: Machine): number {
  const share = (count: number): number => Math.min(1, cores / (count + others));
  if (share(busy) === 1 || computing === 0) return 1;
  if (computing === 1) return 1 / share(busy);
  // For each number of files that compute: how likely it is, relative to the last one, and what they get done.
  let [likely, done] = [1, 0];
  for (let n = 1; n <= busy; n++) {
    const rate = (n * share(n)) / computing;
    const ratio = (busy - n + 1) / (1 - computing) / rate;
    // Kept relative to the latest, so that no product of many ratios grows out of bounds.
    likely = likely / ratio + 1;
    done = done / ratio + rate;
  }
  return Math.max(1, (busy * likely) / done);
}
