import { asyncPool, simulate } from 'jest-lanes';

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
