import { UsageError } from '../errors';
import { shared } from '../realm';
import { closeNetwork, openNetwork } from '../servers/network';
import type { Clock } from '../time/clock';
import { inForce } from '../time/current-clock';
import { installDelegates } from '../time/delegates';
import { randomInForce } from '../time/delegates/random';
import { limitsFrom } from '../time/limits';
import { randomStream } from '../time/random';
import { RealClock } from '../time/real-clock';
import { VirtualClock } from '../time/virtual-clock';
import { type Recorder, recorderOf } from '../trace/recorder';
import { Run, isRun, rememberRun } from '../trace/run';
import { taskContext } from '../trace/task-context';
import { describeTasks } from './describe-tasks';
import { hearUncaught } from './hear-uncaught';
import { leaksAmong, reportLeaks } from './leaks';
import { fakeTimersOn } from './refusal';
import type { SimulateOptions } from './simulate';
import { testAround } from './test-around';

const DEFAULT_SEED = 1;

/** The simulation under way in this realm, if any. */
const underWay = shared('simulation', () => ({ current: undefined as Simulation | undefined }));

/** One body in its bubble: puts a clock in force, runs the body, and gives everything back on every way out. */
export class Simulation {
  readonly #clock: Clock;
  readonly #virtual: VirtualClock | undefined;
  readonly #recorder: Recorder;
  readonly #leaksAre: NonNullable<SimulateOptions['leaks']>;
  readonly #stopHearing: () => void;

  constructor({ seed = DEFAULT_SEED, random = 'seeded', clock = 'virtual', limits, leaks = 'warn' }: SimulateOptions) {
    const allLimits = limitsFrom(limits, testAround.timeout);
    installDelegates();
    this.#leaksAre = leaks;
    this.#virtual =
      clock === 'real'
        ? undefined
        : new VirtualClock({
            seed,
            limits: allLimits,
            describeTasks: () => describeTasks(this.#recorder),
            interrupted: fakeTimersOn,
          });
    this.#clock = this.#virtual ?? new RealClock(seed);
    this.#recorder = recorderOf(this.#clock);
    underWay.current = this;
    inForce.clock = this.#clock;
    inForce.virtual = this.#virtual;
    const outsideTasks = randomStream(seed, 'body');
    openNetwork(this.#clock, this.#recorder);
    this.#stopHearing = hearUncaught(() => this.#virtual?.quiescence.nativeSeen());
    if (random === 'seeded') randomInForce.draw = () => (taskContext.getStore()?.random ?? outsideTasks)();
  }

  async run(body: () => unknown): Promise<Run> {
    try {
      const bodySettles = (async () => body())();
      const value = await Promise.race(this.#virtual ? [bodySettles, this.#virtual.failed] : [bodySettles]);
      return this.#end(value);
    } catch (error) {
      if (underWay.current === this) rememberRun(error, this.#runOf(undefined));
      throw error;
    } finally {
      this.#leave();
    }
  }

  /** Ends it from outside, for a reason: the body cannot go on. */
  abandon(reason: Error): void {
    this.#virtual?.fail(reason);
    this.#virtual?.end();
    this.#leave();
  }

  /** The body has given its value: whatever it may have overlooked must be said now. */
  #end(value: unknown): Run {
    const run = this.#runOf(value);
    const fault = this.#leave();
    if (fault !== undefined) throw fault;
    reportLeaks(run.leaks, run.elapsed, this.#leaksAre);
    return run;
  }

  #runOf(value: unknown): Run {
    const elapsed = this.#clock.now;
    const leaks = leaksAmong(this.#virtual?.end() ?? []);
    const facts = { elapsed, leaks, trace: this.#recorder.close() };
    if (!isRun(value)) return new Run({ ...facts, value: value as readonly unknown[] });
    const { inputs, results, resultsIn = 'input' } = value;
    return new Run({ ...facts, inputs, results, resultsIn, value: value.value, judged: value.trace });
  }

  /**
   * Gives the realm back.
   *
   * @returns the first request that no server was declared for, as an error: code under test may have swallowed it.
   */
  #leave(): Error | undefined {
    if (underWay.current !== this) return undefined;
    underWay.current = undefined;
    inForce.clock = undefined;
    inForce.virtual = undefined;
    randomInForce.draw = undefined;
    this.#stopHearing();
    return closeNetwork() ?? this.#virtual?.fault;
  }
}

/**
 * Ends a simulation that outlived its test.
 *
 * @returns the error that says so, or undefined if none was under way.
 */
export function endLeftOver(): UsageError | undefined {
  const { current } = underWay;
  if (current === undefined) return undefined;
  const error = new UsageError(
    'A simulation was still under way when its test ended: it was not awaited, or the test ran into its time limit.',
  );
  current.abandon(error);
  return error;
}
