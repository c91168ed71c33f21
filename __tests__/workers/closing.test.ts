import { expect, test } from '@jest/globals';
import { processPool, simulate, threadPool } from '../../src';
import { openLanes } from '../../src/workers/open-lanes';
import './engines';
import { sleepTwice } from './tasks/sleeping';

test.each([
  ['processPool', processPool],
  ['threadPool', threadPool],
])('a %s that is closed while its lanes are made ready opens no worker afterwards', async (_, make) => {
  const pool = make(3);
  await simulate(async () => void pool.map(sleepTwice, ['1', '2', '3']), { leaks: 'ignore' });

  await pool[Symbol.asyncDispose]();
  // Whatever was still on its way to a lane has come there by now.
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);

  expect(openLanes().size).toBe(0);
});
