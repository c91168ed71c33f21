import { afterAll, describe, jest } from '@jest/globals';
import { asyncPool } from '../../src/pools/async-pool';
import type { Pool } from '../../src/pools/pool';
import { serialPool } from '../../src/pools/serial-pool';
import { processPool } from '../../src/workers/process-pool';
import { threadPool } from '../../src/workers/thread-pool';
import { imapContract } from './contract/imap';
import { lifeContract } from './contract/life';
import { mapContract } from './contract/map';
import { misuseContract } from './contract/misuse';
import { recordingContract } from './contract/recording';
import type { Contracted } from './contract/tasks';

// Each new pool of workers takes its time to start, the more so on a busy machine.
jest.setTimeout(60_000);

const inMemory = (lanes: number, make: () => Pool): Contracted => ({ lanes, make, makeNew: make, sharesMemory: true });

function inWorkers(lanes: number, makeOne: () => Pool): Contracted {
  const made: Pool[] = [];
  const makeNew = (): Pool => {
    const pool = makeOne();
    made.push(pool);
    return pool;
  };
  let common: Pool | undefined;
  afterAll(async () => {
    for (const pool of made) await pool[Symbol.asyncDispose]();
  });
  return { lanes, make: () => (common ??= makeNew()), makeNew, sharesMemory: false };
}

/** Every pool there is keeps one contract. */
describe.each([
  ['serialPool()', inMemory(1, serialPool)],
  ['asyncPool(1)', inMemory(1, () => asyncPool(1))],
  ['asyncPool(3)', inMemory(3, () => asyncPool(3))],
  ['threadPool(3)', inWorkers(3, () => threadPool(3))],
  ['processPool(3)', inWorkers(3, () => processPool(3))],
])('%s', (_name, contracted) => {
  mapContract(contracted);
  imapContract(contracted);
  recordingContract(contracted);
  lifeContract(contracted);
  misuseContract(contracted);
});
