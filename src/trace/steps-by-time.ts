/** The steps of work that is given in columns, each known by its index in them. */
export interface Steps {
  /** The indices, in start order. */
  readonly order: readonly number[];
  readonly startSteps: Uint32Array;
  readonly endSteps: Uint32Array;
}

/**
 * Gives work the steps that follow from its times, by the rules of `inSteps`, without an object for each.
 *
 * @param indices - the work that is meant, ascending.
 */
export function stepsByTime(
  indices: readonly number[],
  startedAt: Float64Array,
  endedAt: Float64Array,
  lanes: Uint16Array,
): Steps {
  // Not typed arrays: those do not notice that a lane's work is in order already.
  const byColumn = (times: Float64Array) => (a: number, b: number) => times[a]! - times[b]! || lanes[a]! - lanes[b]!;
  const order = [...indices].sort(byColumn(startedAt));
  const ends = order.filter((index) => endedAt[index]! > startedAt[index]!);
  // Ties among ends go to the earlier index, not to whichever started first.
  ends.sort((a, b) => endedAt[a]! - endedAt[b]! || lanes[a]! - lanes[b]! || a - b);

  const [startSteps, endSteps] = [new Uint32Array(startedAt.length), new Uint32Array(startedAt.length)];
  let [step, ended] = [0, 0];
  for (const index of order) {
    const start = startedAt[index]!;
    for (; endedAt[ends[ended]!]! <= start; ended++) endSteps[ends[ended]!] = step++;
    startSteps[index] = step++;
    if (endedAt[index] === start) endSteps[index] = step++;
  }
  for (const index of ends.slice(ended)) endSteps[index] = step++;
  return { order, startSteps, endSteps };
}
