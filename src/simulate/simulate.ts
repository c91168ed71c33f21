import { expected } from '../errors';
import type { Limits } from '../time/limits';
import { MACHINE_OPTIONS, type Machine, machineFrom } from '../time/machine';
import type { Witness } from '../trace/open-span';
import type { Run } from '../trace/run';
import { refusal } from './refusal';
import { Simulation } from './simulation';

/** How a body is simulated; everything has a default. */
export interface SimulateOptions extends Partial<Machine> {
  /** Where every draw comes from; a whole number, default 1. Printed in the replay line of a failed assertion. */
  readonly seed?: number;
  /**
   * `'seeded'` (default): `Math.random` draws from the seed, each task from a stream of its own. `'real'` leaves it
   * alone. `crypto` is always real.
   */
  readonly random?: 'seeded' | 'real';
  /** `'virtual'` (default), or `'real'`: the same body on the real clock, to check that both agree. */
  readonly clock?: 'virtual' | 'real';
  /** When to stop a run-away; see {@link Limits}. */
  readonly limits?: Partial<Limits>;
  /**
   * What to do about timers that are still armed when the body settles: `'warn'` (default), `'error'` or `'ignore'`.
   * Unref'd timers are no leaks. `run.leaks` lists them in any case.
   */
  readonly leaks?: 'warn' | 'error' | 'ignore';
}

const CHOICES = {
  random: ['seeded', 'real'],
  clock: ['virtual', 'real'],
  leaks: ['warn', 'error', 'ignore'],
} as const;

/**
 * Runs a body on a virtual clock, which moves only when everybody is blocked on it.
 *
 * Timers of every kind, `Date`, `performance.now`, `AbortSignal.timeout` and socket time-outs are virtual meanwhile, for
 * code under test too; real work in flight (files, look-ups, crypto, threads, child processes) holds the clock. What
 * happens at one instant happens one event at a time, first asked for first. When the body settles the simulation ends
 * at that instant; work still in flight is `unfinished` in the trace. The written contract is docs/clock.md.
 *
 * @param body - what to run. If it gives a pool's `Run`, that run's results are the simulation's.
 * @returns the run: `value`, `elapsed` in virtual milliseconds, `trace`; `results` and `byInput()` for a pool's run.
 * @throws what the body throws, untouched (`runOf(error)` finds the run).
 * @throws UsageError for bad options, inside another simulation, in a worker, inside `test.concurrent`, with Jest's fake
 *   timers on, while a call made before on a pool of promises is not over; for a deadlock (nothing is left that could make
 *   the body settle), a limit passed, and a hold that lasts too long.
 * @example
 * const run = await simulate(() => asyncPool(2).map(sleepFor, [30, 10, 20]));
 * run.elapsed // => 30
 * run.results // => [30, 10, 20]
 */
export function simulate<I, R>(
  body: () => Run<I, R> | PromiseLike<Run<I, R>>,
  options?: SimulateOptions,
): Promise<Run<I, R>>;
export function simulate<T>(body: () => T | PromiseLike<T>, options?: SimulateOptions): Promise<Run<never, never, T>>;
export function simulate(body: () => unknown, options: SimulateOptions = {}): Promise<Run> {
  const origin: { stack?: string } = {};
  Error.captureStackTrace(origin, simulate);
  return simulateBefore(undefined, body, options, origin);
}

/** @internal As {@link simulate}, before a witness who is told of all that is recorded. */
export function simulateBefore(
  witness: Witness | undefined,
  body: () => unknown,
  options: SimulateOptions,
  origin: { readonly stack?: string },
): Promise<Run> {
  try {
    checkSimulation(body, options);
    const refused = refusal(options.clock);
    if (refused !== undefined) throw refused;
    return new Simulation(options, origin, witness).run(body);
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown, untouched
    return Promise.reject(error);
  }
}

/** @throws UsageError if this cannot be simulated. */
export function checkSimulation(body: unknown, options: unknown): void {
  if (typeof body !== 'function') throw expected('body', 'a function', body, 'Write `simulate(() => …)`.');
  if (typeof options !== 'object' || options === null) throw expected('options', 'an object', options);
  const { seed, ...rest } = options as Record<string, unknown>;
  if (seed !== undefined && !Number.isSafeInteger(seed)) throw expected('seed', 'a whole number', seed);
  machineFrom(rest);
  for (const [name, value] of Object.entries(rest)) {
    if (name === 'limits' || (MACHINE_OPTIONS as readonly string[]).includes(name)) continue;
    const choices = new Map<string, readonly unknown[]>(Object.entries(CHOICES)).get(name);
    const known = ['seed', 'limits', ...MACHINE_OPTIONS, ...Object.keys(CHOICES)].map((one) => `\`${one}\``).join(', ');
    if (choices === undefined) throw expected('options', `made of ${known}`, options, `\`${name}\` is none of them.`);
    const rule = choices.map((choice) => `'${String(choice)}'`).join(' or ');
    if (value !== undefined && !choices.includes(value)) throw expected(name, rule, value);
  }
}
