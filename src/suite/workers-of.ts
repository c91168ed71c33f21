/**
 * Which of Jest's workers ran each file, told from the order in which files started and ended.
 *
 * Jest hands out as many files as it has workers, and then one whenever one has ended, which is free at that moment: so
 * the file that starts after the n-th end runs where that one ran. Jest's reporters hear of a start before they hear of
 * the end that made room for it, hence two lists instead of one.
 *
 * Jest passes on nothing else about workers. Ends that come within one tick may have changed places; then both workers
 * were free, and who took which file made no difference.
 *
 * @param starts - the files, in the order in which Jest's reporters heard of their starts.
 * @param ends - the files, in the order in which they heard of their results; those still running are not among them.
 * @param maxWorkers - as in Jest's global config.
 * @returns the numbers of the workers, as in `JEST_WORKER_ID`, from 1.
 * @example [...workersOf(['a', 'b', 'c'], ['b', 'a'], 2)] // => [['a', 1], ['b', 2], ['c', 2]]
 */
export function workersOf<File>(
  starts: readonly File[],
  ends: readonly File[],
  maxWorkers: number,
): ReadonlyMap<File, number> {
  const workers = new Map<File, number>();
  for (const [i, file] of starts.entries()) {
    const worker = i < maxWorkers ? i + 1 : workers.get(ends[i - maxWorkers]!);
    if (worker !== undefined) workers.set(file, worker);
  }
  return workers;
}
