const { expect, jest, test } = require('@jest/globals');
const { asyncPool, simulate } = require('jest-lanes');

const nap = async (ms) => {
  await new Promise((wake) => setTimeout(wake, ms));
  return ms;
};

test('passes', async () => {
  const run = await simulate(() => asyncPool(2).map(nap, [30, 10, 20]));

  expect(run).toRunInParallel(2);
  expect(run.elapsed).toBe(30);
  expect([...run]).toEqual([30, 10, 20]);
});

test('fails', async () => {
  const run = await simulate(() => asyncPool(2).map(nap, [30, 10, 20]));

  expect(run).toRunInParallel(3);
});

test('agrees with the setup file, which is built apart, on timers and on the clock', async () => {
  let fired = 0;

  const run = await simulate(async () => {
    clearTimeout(setTimeout(() => (fired += 1), 5));
    clearTimeout(Number(setTimeout(() => (fired += 1), 5)));
    await new Promise((wake) => AbortSignal.timeout(7).addEventListener('abort', wake));
  });

  expect(fired).toBe(0);
  expect(run.elapsed).toBe(7);
});

test('agrees with a copy of itself, loaded after jest.resetModules()', async () => {
  jest.resetModules();
  const fresh = require('jest-lanes');

  const run = await fresh.simulate(() => fresh.asyncPool(2).map(nap, [30, 10, 20]));

  expect(run).toRunInParallel(2);
});
