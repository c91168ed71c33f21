import { setTimeout as sleep } from 'node:timers/promises';
import { asyncPool, clock, compute, simulate, slowServer } from 'jest-lanes';

/** What tasks do that know of jest-lanes: the tests of worker pools have workers run these. */

/** Computes, and tells when timers came that fell due meanwhile. */
export async function computeFor(ms: number): Promise<unknown[]> {
  const log: unknown[] = [];
  const timers = [ms / 2, ms, ms + 5].map((due) => sleep(due).then(() => log.push([due, clock.now])));
  await compute(ms);
  log.push(['computed', clock.now]);
  await Promise.all(timers);
  return log;
}

/** Waits until all is quiet at this instant, twice, while timers and immediates are about. */
export async function settleTwice(): Promise<unknown[]> {
  const log: unknown[] = [];
  setTimeout(() => log.push('timer'), 5);
  setImmediate(() => log.push('immediate'));
  await clock.settled();
  log.push(['settled', clock.now]);
  await sleep(5);
  await clock.settled();
  log.push(['settled again', clock.now]);
  return log;
}

/** Holds the clock over a turn of the loop that nobody sees, beside a timer. */
export async function holdAWhile(turns: number): Promise<unknown[]> {
  const log: unknown[] = [];
  const release = clock.hold('turns of the loop');
  const timer = sleep(1).then(() => log.push(['timer', clock.now]));
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  log.push(['let go', clock.now]);
  release();
  await timer;
  return log;
}

export async function sleepThrice(ms: number): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) await sleep(ms);
  return ms;
}

/** A pool inside a task: its spans belong to the test's trace. */
export async function fanOut(ms: number): Promise<unknown[]> {
  const run = await asyncPool(2).map(sleepThrice, [ms, 2 * ms, 3 * ms]);
  return [...run.results, run.elapsed, run.trace.length];
}

/** A pool inside a task, one of whose tasks fails. */
export async function fanOutAndFail(ms: number): Promise<readonly unknown[]> {
  const failing = async (n: number): Promise<number> => {
    await sleep(n);
    if (n > ms) throw new RangeError(`${n} is too long`);
    return n;
  };
  const run = await asyncPool(2).mapSettled(failing, [ms, 2 * ms]);
  return run.results.map(({ status }) => status);
}

/** Takes a hold and never lets go. */
export async function holdForEver(): Promise<void> {
  clock.hold('a real upload');
  await sleep(10);
}

export const simulateSleep = async (): Promise<unknown> => simulate(() => sleep(5));

export const declareServer = (origin: string): string => slowServer(origin, { text: 'from the worker' }).origin;

/** A pool inside a task, whose tasks give addresses. */
export async function addressesOf(count: number): Promise<number> {
  const { results } = await asyncPool(1).map(
    (n: number) => new URL(`https://example.org/${n}`),
    [...Array(count).keys()],
  );
  return results.length;
}
