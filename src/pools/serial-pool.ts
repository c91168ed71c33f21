import type { Gate } from './engine';
import type { Pool } from './pool';
import { runHere } from './promises';
import { TaskPool } from './task-pool';

/**
 * A pool that runs one task after another, as a plain loop would: what the other pools are compared with.
 *
 * @example
 * const run = await simulate(() => serialPool().map(sleepOneSecond, range(12)));
 * run.elapsed // => 12000
 */
export function serialPool(): Pool {
  return new TaskPool('serialPool()', 1, { gate: inTurn, run: runHere });
}

function inTurn(): Gate {
  let last = Promise.resolve();
  return (turn) => {
    last = last.then(turn);
  };
}
