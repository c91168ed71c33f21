import { asyncPool, type Pool } from '../../src';
import type { Scenario } from '../../src/scenario/options';

/** A scenario, checked or not, to be played by hand. */
export function scenarioOf(parts: {
  readonly body: (pool: Pool, world: any) => unknown;
  readonly check?: Scenario['check'];
  readonly options?: Partial<Scenario['options']>;
}): Scenario {
  const { body, check = () => undefined, options = {} } = parts;
  return { name: 'a scenario', row: undefined, body, check, options: { pools: [asyncPool(2)], ...options } };
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
