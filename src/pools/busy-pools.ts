import { shared } from '../realm';
import { tellWhenTestIsOver } from '../trace/listener';

/** A pool of promises with calls on the real clock that are not over. */
export interface BusyPool {
  /** As a person would call it: `asyncPool(4)`. */
  readonly name: string;
  /** The labels of its tasks that are queued or in flight. */
  unfinished(): readonly string[];
}

// No set, which would keep what has left it for as long as it is old itself.
const here = shared('busy-pools', () => ({ pools: [] as BusyPool[], areForgotten: false }));

/**
 * Notes that a pool has work on the real clock: what its promises do next would be on the clock of a simulation that
 * begins meanwhile. Once the test is over nobody awaits it, and the next test is not to fail for it.
 */
export function becomesBusy(pool: BusyPool): void {
  if (!here.pools.includes(pool)) here.pools.push(pool);
  if (here.areForgotten) return;
  here.areForgotten = true;
  tellWhenTestIsOver(() => {
    here.pools = [];
    here.areForgotten = false;
  });
}

/** Notes that all of its work is over. */
export function isFree(pool: BusyPool): void {
  here.pools = here.pools.filter((one) => one !== pool);
}

/** A pool with tasks queued or in flight on the real clock, if there is one. */
export function busyPool(): BusyPool | undefined {
  return here.pools.find((pool) => pool.unfinished().length > 0);
}
