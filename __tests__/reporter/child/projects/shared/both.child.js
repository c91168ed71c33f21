const { asyncPool, simulate } = require('../../lanes.cjs');

const sleepFor = async (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('runs in both', async () => {
  const run = await simulate(() => asyncPool(4).map(sleepFor, [900, 300, 2000, 200]));
  // Only the project of the folder says so; without it the claim is wrong.
  expect(run).toRunInParallel(globalThis.inFlight ?? 3);
});
