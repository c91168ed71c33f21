import { closeNetwork, openNetwork } from '../servers/network';
import type { Clock } from '../time/clock';
import { inForce } from '../time/current-clock';
import { installDelegates } from '../time/delegates';
import { randomInForce } from '../time/delegates/random';
import { limitsFrom } from '../time/limits';
import { machineFrom } from '../time/machine';
import { natives } from '../time/natives';
import { RealClock } from '../time/real-clock';
import { pointTo } from '../time/stall';
import { VirtualClock } from '../time/virtual-clock';
import { drawsOf } from '../trace/draws';
import { JUDGED } from '../trace/judged';
import { type EndedRun, judgedOf, listener } from '../trace/listener';
import type { Witness } from '../trace/open-span';
import { Recorder, recordBy } from '../trace/recorder';
import { Run, isRun, rememberRun } from '../trace/run';
import { describeTasks } from './describe-tasks';
import { hearUncaught } from './hear-uncaught';
import { leaksAmong, reportLeaks } from '../time/leaks';
import { fakeTimersOn } from './refusal';
import type { SimulateOptions } from './simulate';
import { testAround } from '../time/test-around';
import { type Abandonable, underWay } from './under-way';

const DEFAULT_SEED = 1;

/** One body in its bubble: puts a clock in force, runs the body, and gives everything back on every way out. */
export class Simulation implements Abandonable {
  readonly #clock: Clock;
  readonly #virtual: VirtualClock | undefined;
  readonly #recorder: Recorder;
  readonly #options: SimulateOptions;
  readonly #begun = natives.now();
  readonly #tell = listener()?.runs();
  #outcome: Promise<Run> | undefined;
  #closed: Run | undefined;
  #stopHearing = (): void => undefined;

  /**
   * @param origin - carries the stack of the call, for errors that come about in nobody's stack.
   * @param witness - told of all that is recorded.
   */
  constructor(
    options: SimulateOptions,
    private readonly origin: { readonly stack?: string },
    witness?: Witness,
  ) {
    const { seed = DEFAULT_SEED, clock = 'virtual' } = options;
    const limits = limitsFrom(options.limits, testAround.timeout);
    const machine = machineFrom(options);
    const describe = (): string => describeTasks(this.#recorder);
    this.#options = options;
    this.#virtual =
      clock === 'real'
        ? undefined
        : new VirtualClock({ seed, limits, machine, origin, describeTasks: describe, interrupted: fakeTimersOn });
    this.#clock = this.#virtual ?? new RealClock(seed);
    const facts = { seed, clock: this.#clock.kind };
    this.#recorder = recordBy(this.#clock, new Recorder(() => this.#clock.now, facts, witness));
  }

  run(body: () => unknown): Promise<Run> {
    return (this.#outcome = this.#run(body));
  }

  async #run(body: () => unknown): Promise<Run> {
    try {
      this.#enter();
      const bodySettles = (async () => body())();
      const value = await Promise.race(this.#virtual ? [bodySettles, this.#virtual.failed] : [bodySettles]);
      const run = this.#close(value);
      const ended = this.#end(run, (await this.#virtual?.partings.leaks()) ?? []);
      this.#tell?.(this.#asEnded(run));
      return ended;
    } catch (error) {
      const run = this.#close(undefined);
      rememberRun(error, run);
      this.#tell?.({ ...this.#asEnded(run), failure: { error } });
      throw error;
    } finally {
      this.#leave();
    }
  }

  abandon(reason: Error): void {
    pointTo(reason, this.origin);
    this.#outcome?.catch(() => undefined);
    this.#virtual?.fail(reason);
    this.#leave();
  }

  #enter(): void {
    const { random = 'seeded' } = this.#options;
    installDelegates();
    underWay.current = this;
    inForce.clock = this.#clock;
    inForce.virtual = this.#virtual;
    openNetwork(this.#clock, this.#recorder);
    this.#stopHearing = hearUncaught(() => this.#virtual?.quiescence.nativeSeen());
    if (random === 'seeded') randomInForce.draw = drawsOf(this.#clock.seed);
  }

  /** The body has given its value: whatever it may have overlooked must be said now. */
  #end(run: Run, leaksElsewhere: readonly string[]): Run {
    const fault = this.#leave() ?? fakeTimersOn();
    if (fault !== undefined) throw fault;
    const leaks = [...run.leaks, ...leaksElsewhere];
    reportLeaks(leaks, run.elapsed, this.#options.leaks ?? 'warn');
    return leaksElsewhere.length === 0 ? run : run.withLeaks(leaks);
  }

  /** Ends the clock and closes the trace, once. */
  #close(value: unknown): Run {
    return (this.#closed ??= this.#runOf(value));
  }

  #runOf(value: unknown): Run {
    const elapsed = this.#clock.now;
    const leaks = leaksAmong(this.#virtual?.end() ?? []);
    const facts = { elapsed, leaks, trace: this.#recorder.close() };
    if (!isRun(value)) return new Run({ ...facts, value: value as readonly unknown[] });
    const { inputs, results, resultsIn = 'input' } = value;
    return new Run({ ...facts, inputs, results, resultsIn, value: value.value, judged: value.trace });
  }

  /** What whoever listens is told. */
  #asEnded(run: Run): EndedRun {
    const { trace, elapsed } = run;
    const holds = [...(this.#virtual?.holds.longest ?? [])].map(([name, realMs]) => ({ name, realMs }));
    holds.sort((a, b) => b.realMs - a.realMs);
    const judged = judgedOf(() => run[JUDGED](), trace);
    return { trace, judged, clock: this.#clock.kind, elapsed, realMs: natives.now() - this.#begun, holds };
  }

  /**
   * Gives the realm back.
   *
   * @returns the first request that no server was declared for, as an error: code under test may have swallowed it.
   */
  #leave(): Error | undefined {
    this.#virtual?.end();
    if (underWay.current !== this) return undefined;
    underWay.current = undefined;
    inForce.clock = undefined;
    inForce.virtual = undefined;
    randomInForce.draw = undefined;
    this.#stopHearing();
    return closeNetwork() ?? this.#virtual?.fault;
  }
}
