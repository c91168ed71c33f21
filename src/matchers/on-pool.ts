import { expected } from '../errors';
import type { Pool } from '../pools/pool';
import type { OtherStage, Outcome } from '../purity/stage';
import { SOURCE } from '../trace/source';

/** On a pool, whose workers have realms and modules of their own; on promises all inputs at a time. */
export function onPool(pool: Pool): OtherStage {
  return {
    where: `on ${pool[SOURCE].name}`,
    play: async (fn, inputs) => (await pool.mapSettled(fn, inputs)).results.map(outcomeOf),
  };
}

/** @throws what the pool refuses to carry to a worker or back: that is no outcome of the function's. */
function outcomeOf(result: PromiseSettledResult<unknown>): Outcome {
  if (result.status === 'fulfilled') return { threw: false, value: result.value };
  const reason: unknown = result.reason;
  if (reason instanceof Error && reason.name === 'UsageError') throw reason;
  return { threw: true, value: reason };
}

/** @throws UsageError for what is no pool. */
export function isPool(name: string, value: unknown): void {
  const isOne = typeof value === 'object' && value !== null && SOURCE in value && 'mapSettled' in value;
  if (!isOne) throw expected(name, 'a pool', value);
}
