import type { Pool } from '../pools/pool';
import { forgetServers } from '../servers/registry';
import { simulateBefore } from '../simulate/simulate';
import { type Part, asPartOf } from '../trace/listener';
import type { Run } from '../trace/run';
import { nameOf } from './door';
import { jest } from './jest';
import type { BrokenTwin, Scenario } from './options';
import { Origins } from './origins';

/** One run of a scenario, in a world of its own. */
export interface Rehearsal {
  readonly run: Run;
  readonly world: unknown;
  readonly origins: Origins;
}

/** How a run is to differ from the scenario's own. */
export interface Changes extends Pick<BrokenTwin<unknown, unknown>, 'body' | 'setup'> {
  readonly clock?: 'virtual' | 'real';
  /** What it is in the scenario; `'body'` if left out. */
  readonly part?: Part['part'];
}

/**
 * Makes the world anew and simulates the body in it.
 *
 * @throws what the body or the setup throws.
 */
export async function rehearse(scenario: Scenario, pool: Pool, changes: Changes = {}): Promise<Rehearsal> {
  const { row, options } = scenario;
  const {
    body = scenario.body,
    setup = options.setup ?? ((given: unknown) => given),
    clock = 'virtual',
    part = 'body',
  } = changes;
  // Those of the run before; what the file declared for all its tests stays.
  forgetServers();
  const world = await setup(row);
  const origins = new Origins();
  const origin: { stack?: string } = {};
  Error.captureStackTrace(origin);
  const run = await asPartOf({ name: titleOf(scenario, pool), pool: nameOf(pool), part }, () =>
    simulateBefore(origins, () => body(pool, world), { ...options.simulate, clock }, origin),
  );
  return { run, world, origins };
}

/** That of a row is made by Jest, and only the test's own name holds it. */
function titleOf({ name }: Scenario, pool: Pool): string {
  if (name !== '') return name;
  const { currentTestName = '' } = jest().expect.getState();
  const test = [` on ${nameOf(pool)}`, ` its broken twin fails on ${nameOf(pool)}`].findLast((end) =>
    currentTestName.endsWith(end),
  );
  return currentTestName.slice(0, currentTestName.length - (test?.length ?? 0));
}
