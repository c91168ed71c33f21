import { UsageError, expected } from '../errors';
import { checkScenario } from './door';
import { jest } from './jest';
import type { Body, Check, Scenario, ScenarioOptions } from './options';
import { type Mode, register } from './register';

/** Declares scenarios: see {@link scenario}. */
export interface DeclareScenario<Row> {
  <World = Row, Value = unknown>(
    name: string,
    options: ScenarioOptions<World, Row>,
    body: Body<World, Value>,
    check: Check<World, Value>,
  ): void;
}

/** {@link scenario} and its variants. */
export interface ScenarioApi extends DeclareScenario<undefined> {
  /** Of this file only this one runs, and others declared so. */
  readonly only: DeclareScenario<undefined>;
  /** It is listed, and does not run. */
  readonly skip: DeclareScenario<undefined>;
  /**
   * A scenario for each row, which `setup` is given; names are made as those of Jest's `describe.each`.
   *
   * @param rows - an array with at least one row.
   */
  each<Row>(rows: readonly Row[]): DeclareScenario<Row>;
}

/**
 * Declares a scenario: a run with a known answer, on each of several pools.
 *
 * It becomes a Jest test for each pool. The body is simulated on the virtual clock, twice, each time in a world made anew
 * by `setup`; both runs must be the same, event by event, or the first difference is shown. The check then judges the run.
 * A broken twin is a test too: it must fail the check. At the end the pools are closed.
 *
 * Scenarios are best kept in files of their own, `*.scenario.ts`, which `withLanes(config, { scenarios: true })` makes a
 * Jest project; they work in any test file.
 *
 * @param name - says what happens; tags follow it.
 * @param options - on which pools, in what world, and what must fail.
 * @param body - what is simulated.
 * @param check - what must hold of its run.
 * @throws UsageError for whatever a scenario cannot have, naming it; and outside of a Jest test file.
 * @example
 * scenario(
 *   'print time: twelve seconds of sleep in three',
 *   { pools: [asyncPool(4)], brokenTwin: { pool: asyncPool(5), failsWith: '5 in flight' } },
 *   (pool) => pool.map(sleepOneSecond, range(12)),
 *   (run) => {
 *     expect(run.elapsed).toBe(3000);
 *     expect(run).toRunInParallel(4);
 *   },
 * );
 */
export const scenario: ScenarioApi = Object.assign(declarer<undefined>(undefined), {
  only: declarer<undefined>('only'),
  skip: declarer<undefined>('skip'),
  each<Row>(rows: readonly Row[]): DeclareScenario<Row> {
    checkRows(rows);
    return (name, options, body, check) => {
      checkScenario(name, options, body, check);
      checkPlace();
      // As a list of one argument each, so that Jest does not spread a row that is itself a list.
      jest().describe.each(rows.map((row) => [row] as const))(name, (row) => {
        register({ name: '', options, row, body, check } as unknown as Scenario, undefined);
      });
    };
  },
});

function checkRows(rows: unknown): void {
  if (!Array.isArray(rows) || rows.length === 0) throw expected('rows', 'an array of at least one row', rows);
}

function declarer<Row>(mode: Mode): DeclareScenario<Row> {
  return (name, options, body, check) => {
    checkScenario(name, options, body, check);
    checkPlace();
    register({ name, options, row: undefined, body, check } as unknown as Scenario, mode);
  };
}

function checkPlace(): void {
  if (jest().expect.getState().currentTestName === undefined) return;
  throw new UsageError('`scenario` was called inside a test, and is one itself. Call it at the top of the file.');
}
