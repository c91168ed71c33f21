import { expect, test } from '@jest/globals';
import { asyncPool, processPool, simulate, threadPool } from '../../src';
import { sleepOneSecond } from './tasks/sleeping';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

test.each([['asyncPool', asyncPool], ['threadPool', threadPool], ['processPool', processPool]])('waves on %s', async (_, make) => {
  const pool = make(4);
  const run = await simulate(() => pool.map(sleepOneSecond, range(12)));
  console.log(run.elapsed, run.trace.hash(), JSON.stringify(run.results), run.trace.spans[5]);
  pool.close();
  await pool.join();
});
test('real', async () => {
  const pool = processPool(2);
  const run = await pool.map(Math.sqrt, [1, 4, 9, 16, 25]);
  console.log(run.results, run.trace.spans.map((s) => [s.lane, s.startedAt, s.endedAt]));
  await pool[Symbol.asyncDispose]();
});
