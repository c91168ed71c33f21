import { expected } from '../errors';
import { type Ms, checkMs } from '../time/duration';

/** How long something takes, decided: milliseconds, or it never comes. */
export type Delay = Ms | 'never';

/**
 * A law of chance for how long something takes: from draws in [0, 1) to milliseconds.
 *
 * What it gives is cut off at 0 and rounded to whole milliseconds.
 */
export type Distribution = (random: () => number) => Ms;

/**
 * How long something takes, as a plan says it: milliseconds, `'never'`, a range `[least, most]` of whole milliseconds
 * that are all as likely (both ends included), or a {@link Distribution}. Ranges and distributions are drawn from the
 * simulation's seed.
 */
export type Latency = Delay | readonly [least: Ms, most: Ms] | Distribution;

/**
 * Many short waits and a few long ones, as between independent arrivals.
 *
 * @param law - how long they take on average.
 * @param law.mean - in milliseconds, from 0 up.
 * @throws UsageError if the mean is anything else.
 * @example slowServer('https://usegalaxy.org', { firstByte: exponential({ mean: 300 }) });
 */
export function exponential({ mean }: { readonly mean: Ms }): Distribution {
  checkMs('mean', mean);
  return (random) => -mean * Math.log(1 - random());
}

/**
 * Waits that scatter evenly around a mean.
 *
 * @param law - how long they take on average, and how far they scatter.
 * @param law.mean - in milliseconds, from 0 up.
 * @param law.deviation - the standard deviation, in milliseconds, from 0 up.
 * @throws UsageError if one of them is anything else.
 * @example slowServer('https://usegalaxy.org', { firstByte: normal({ mean: 300, deviation: 50 }) });
 */
export function normal({ mean, deviation }: { readonly mean: Ms; readonly deviation: Ms }): Distribution {
  checkMs('mean', mean);
  checkMs('deviation', deviation);
  return (random) => mean + deviation * gaussian(random);
}

/** Of a standard normal law, one value in a hundred lies above this. */
const P99_OF_GAUSSIAN = 2.326_347_874;

/**
 * Waits as real servers have them, log-normal: half are shorter than the median, one in a hundred is longer than `p99`.
 *
 * @param law - how long the middle one takes, and the slow ones.
 * @param law.median - in milliseconds, greater than 0.
 * @param law.p99 - in milliseconds, at least the median.
 * @throws UsageError if one of them is anything else.
 * @example slowServer('https://usegalaxy.org', { firstByte: longTail({ median: 120, p99: 2500 }) });
 */
export function longTail({ median, p99 }: { readonly median: Ms; readonly p99: Ms }): Distribution {
  if (!(checkMs('median', median) > 0)) throw expected('median', 'a number of milliseconds greater than 0', median);
  if (checkMs('p99', p99) < median) throw expected('p99', `at least the median (${median} ms)`, p99);
  const spread = Math.log(p99 / median) / P99_OF_GAUSSIAN;
  return (random) => median * Math.exp(spread * gaussian(random));
}

/**
 * Checks that a value is a latency.
 *
 * @throws UsageError naming `what` if it is not.
 */
export function checkLatency(what: string, value: unknown): Latency {
  if (value === 'never' || typeof value === 'function') return value as Latency;
  if (Array.isArray(value)) return checkRange(what, value);
  return checkMs(
    what,
    value,
    "Or 'never', a range [least, most], or a distribution such as exponential({ mean: 300 }).",
  );
}

/** Whether a latency leaves nothing to chance. */
export function isDelay(latency: Latency): latency is Delay {
  return typeof latency === 'number' || latency === 'never';
}

/**
 * How long it takes this time.
 *
 * @param random - draws from [0, 1); taken only where chance decides.
 */
export function drawDelay(what: string, latency: Latency, random: () => number): Delay {
  if (isDelay(latency)) return latency;
  if (typeof latency === 'function') return wholeMs(what, latency(random));
  const [least, most] = latency;
  return least + Math.floor(random() * (most - least + 1));
}

function checkRange(what: string, value: readonly unknown[]): Latency {
  const [least, most] = value;
  const isRange = value.length === 2 && isWholeMs(least) && isWholeMs(most) && least <= most;
  if (!isRange) throw expected(what, 'a range [least, most] of whole milliseconds from 0 up', value);
  return value as unknown as Latency;
}

function isWholeMs(value: unknown): value is Ms {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function wholeMs(what: string, drawn: unknown): Ms {
  if (typeof drawn !== 'number' || !Number.isFinite(drawn)) {
    throw expected(`${what}()`, 'a finite number of milliseconds', drawn);
  }
  return Math.max(0, Math.round(drawn));
}

/** Box and Muller's way from two even draws to a normal one. */
function gaussian(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
