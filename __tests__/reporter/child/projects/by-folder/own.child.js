const { asyncPool, simulate } = require('../../lanes.cjs');

const sleepFor = async (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('runs in its folder', async () => {
  const run = await simulate(() => asyncPool(2).map(sleepFor, [100, 100]));
  expect(run).toRunInParallel(2);
});
