/**
 * Twelve sleeps of a second on a pool of four: three waves of four, three seconds in all. Whoever is free takes the next
 * task at once, as at the single queue of a grocery store with four tills.
 */
import { expect, test } from '@jest/globals';
import { asyncPool, serialPool, simulate } from 'jest-lanes';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const hours = Array.from({ length: 12 }, (_, hour) => `hour ${hour + 1}`);
const printTime = async (): Promise<void> => sleep(1000);

test('twelve tasks of a second, four at a time', async () => {
  const run = await simulate(() => asyncPool(4).map(printTime, hours));

  expect(run).toRunInWaves([4, 4, 4]);
  expect(run).toTake(3000);
  expect(run).toFinishWithin(3000);
  expect(run).toKeepBusy(1, { lanes: 4 });
  expect(run).toBeWorkConserving({ lanes: 4 });
  expect(run).toOverlap('hour 1', 'hour 4');
  expect(run).toHappenBefore('hour 1', 'hour 5');
  expect(run).toBeFasterThan(await simulate(() => serialPool().map(printTime, hours)), { by: 4 });
});

test('broken twin: a pool that waits for its slowest before it goes on is found out', async () => {
  const lengths = [1000, 200, 200, 200, 1000, 200, 200, 200];
  const inBatches = async (): Promise<void> => {
    const pool = asyncPool(4);
    await pool.map(sleep, lengths.slice(0, 4));
    await pool.map(sleep, lengths.slice(4));
  };

  const run = await simulate(() => asyncPool(4).map(sleep, lengths));
  const broken = await simulate(inBatches);

  expect(run).toTake(1200);
  expect(run).toBeWorkConserving({ lanes: 4 });
  expect(() => expect(broken).toTake(1200)).toThrow('2000 ms');
  expect(() => expect(broken).toRunInWaves([4, 3, 1])).toThrow('waves of 4, 4');
  expect(() => expect(broken).toKeepBusy(0.6, { lanes: 4 })).toThrow('40 % busy');
  expect(() => expect(run).toBeFasterThan(broken, { by: 2 })).toThrow('1.67 times as fast');
});

test('broken twin: a pool of one is found out', async () => {
  const run = await simulate(() => serialPool().map(printTime, hours));

  expect(() => expect(run).toFinishWithin(3000)).toThrow('12 s');
  expect(() => expect(run).toOverlap('hour 1', 'hour 2')).toThrow('hour 1 ended at 1000 ms, before hour 2 started');
  expect(() => expect(run).toBeWorkConserving({ lanes: 4 })).toThrow('lanes 1, 2, and 3 were idle from 0 ms to 11 s');
});
