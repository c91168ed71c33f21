import type { Pool } from '../pools/pool';
import { natives } from '../time/natives';

/** How many scenarios are still to use a pool. Scenarios are declared before the first of them runs. */
const users = new WeakMap<Pool, number>();

/** How long work that is still in flight is waited for: a deadlock's never ends. */
const GRACE_REAL_MS = 1000;

/** Resolves when a pool is closed; its workers that nobody waits for any more are ended with the test file. */
async function closed(pool: Pool): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = natives.setTimeout(resolve, GRACE_REAL_MS)));
  await Promise.race([pool[Symbol.asyncDispose](), enough]);
  natives.clearTimeout(timer);
}

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
    await Promise.all(over.map(closed));
  };
}
