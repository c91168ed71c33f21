/** What files run on: how many cores, and the part of their time in which they compute. */
export interface Machine {
  readonly cores: number;
  /** From 0, they only wait, to 1, they only compute. */
  readonly computing: number;
}

/**
 * How many times longer files take when so many of them run at a time, because they wait for each other's cores.
 *
 * Up to the number of cores it is 1. Beyond, files that only compute share the cores evenly; those that also wait need
 * them at different times. That is the machine-repairman model: each file computes for a while, then waits for a while,
 * of random length, and `cores` of them can compute at a time.
 *
 * What it leaves out: caches and memory that files share, cores that slow down when all are busy, and Jest's own process.
 *
 * D. G. Kendall, "Some problems in the theory of queues", Journal of the Royal Statistical Society B 13 (1951).
 *
 * @param busy - how many run at a time, a whole number.
 * @example slowDown(4, { cores: 2, computing: 1 }) // => 2
 * @example slowDown(4, { cores: 2, computing: 0 }) // => 1
 */
export function slowDown(busy: number, { cores, computing }: Machine): number {
  if (busy <= cores || computing === 0) return 1;
  if (computing === 1) return busy / cores;
  // For each number of files that compute: how likely it is, relative to the last one, and what they get done.
  let [likely, done] = [1, 0];
  for (let n = 1; n <= busy; n++) {
    const atCores = Math.min(n, cores);
    const ratio = ((busy - n + 1) / (1 - computing)) * (computing / atCores);
    // Kept relative to the latest, so that no product of many ratios grows out of bounds.
    likely = likely / ratio + 1;
    done = done / ratio + atCores / computing;
  }
  return Math.max(1, (busy * likely) / done);
}
