import { expect } from '@jest/globals';
import { asyncPool, scenario, serialPool } from 'jest-lanes';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const pools = [serialPool(), asyncPool(2)];

scenario.each([10, 20])(
  'sleeps %d ms twice',
  { pools, setup: (ms: number) => ms, tags: ['each'] },
  (pool, ms) => pool.map(sleep, [ms, ms]),
  (run, ms, pool) => expect(run.elapsed).toBe((2 * ms) / pool.concurrency),
);

scenario.skip('is skipped', { pools }, () => 1, () => expect(1).toBe(2)); // prettier-ignore

scenario(
  'has a twin that passes',
  { pools: [asyncPool(2)], tags: ['twin'], brokenTwin: (pool) => pool.map(sleep, [5]) },
  (pool) => pool.map(sleep, [5]),
  (run) => expect(run.elapsed).toBe(5),
);

scenario('fails its check', { pools }, (pool) => pool.map(sleep, [1]), (run) => expect(run.elapsed).toBe(2)); // prettier-ignore

let runs = 0;
scenario('remembers', { pools: [asyncPool(2)] }, (pool) => pool.map(sleep, [(runs += 1)]), () => undefined); // prettier-ignore
