import type { Pool } from '../pools/pool';

/** How many scenarios are still to use a pool. Scenarios are declared before the first of them runs. */
const users = new WeakMap<Pool, number>();

/**
 * Another scenario uses these pools.
 *
 * @returns what to call when it is over: closes those that no other one uses.
 */
export function closeAfter(pools: ReadonlySet<Pool>): () => Promise<void> {
  for (const pool of pools) users.set(pool, (users.get(pool) ?? 0) + 1);
  return async () => {
    const over: Pool[] = [];
    for (const pool of pools) {
      const left = (users.get(pool) ?? 1) - 1;
      users.set(pool, left);
      if (left === 0) over.push(pool);
    }
    await Promise.all(over.map((pool) => pool[Symbol.asyncDispose]()));
  };
}
