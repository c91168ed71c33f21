import type { Pool } from '../pools/pool';
import type { SimulateOptions } from '../simulate/simulate';
import type { Ms } from '../time/duration';
import type { Run } from '../trace/run';

/**
 * What is simulated: once more for each pool.
 *
 * @param pool - the pool whose turn it is.
 * @param world - what `setup` made.
 */
export type Body<World, Value> = (pool: Pool, world: World) => Value | PromiseLike<Value>;

/** The run that `simulate` makes of what a body gives. */
export type RunOf<Value> = Value extends Run<infer I, infer R> ? Run<I, R> : Run<never, never, Value>;

/**
 * What must hold of a run, by `expect`.
 *
 * @param run - what `simulate` gave.
 * @param world - what `setup` made for this run.
 * @param pool - where it ran.
 */
export type Check<World, Value> = (run: RunOf<Value>, world: World, pool: Pool) => unknown;

/** What is broken, and how that comes to light; all the rest is as in the scenario. */
export interface BrokenTwin<World, Row = undefined> {
  /** Another body. What it gives is given to the scenario's own check. */
  readonly body?: Body<World, unknown>;
  /** Another setup. */
  readonly setup?: (row: Row) => World | PromiseLike<World>;
  /** Another pool, on which it runs instead of each of the scenario's. */
  readonly pool?: Pool;
  /**
   * What the failure must say: a part of its message, or a pattern. Left out, any failed assertion will do, but no other
   * error: a twin that fails by a misuse or a slip of the pen proves nothing.
   */
  readonly failsWith?: string | RegExp;
}

/** How a scenario is played; only `pools` has no default. */
export interface ScenarioOptions<World, Row = undefined> {
  /** The scenario is one Jest test on each of these. They are closed when the last scenario that names them is over. */
  readonly pools: readonly Pool[];
  /**
   * Makes everything that a run needs and leaves traces in, servers above all. Called anew before each run, outside of
   * the simulation; `scenario.each` gives it the row. Default: gives the row.
   */
  readonly setup?: (row: Row) => World | PromiseLike<World>;
  /**
   * Whether pools of one concurrency must give the same events and values; default false. It holds for tasks that share
   * no memory. Of the pools at least two must have the same concurrency.
   */
  readonly sameTrace?: boolean;
  /**
   * `'virtual'` (default), or `'both'`: it is then run for real as well, which takes its time. What started or ended
   * 50 ms or more apart must do so in the same order, and nothing may take less time than on the virtual clock.
   */
  readonly clock?: 'virtual' | 'both';
  /** What must fail; the suite fails if it passes. A function is another body. */
  readonly brokenTwin?: Body<World, unknown> | BrokenTwin<World, Row>;
  /** Words to select by: they follow the name as `@word`, so that `jest --testNamePattern @word` finds them. */
  readonly tags?: readonly string[];
  /** How it is simulated; the clock is the scenario's own affair. */
  readonly simulate?: Omit<SimulateOptions, 'clock'>;
  /**
   * Jest's time limit for each of its tests, in milliseconds of real time. Default 60 000: workers may have to start, which
   * takes its time while the machine is busy.
   */
  readonly timeout?: Ms;
}

/** A scenario, checked. */
export interface Scenario<World = unknown, Row = unknown> {
  readonly name: string;
  readonly options: ScenarioOptions<World, Row>;
  readonly row: Row;
  readonly body: Body<World, unknown>;
  readonly check: (run: Run, world: World, pool: Pool) => unknown;
}
