const { asyncPool, simulate, sweepPoolSizes } = require('../lanes.cjs');

const sleepFor = async (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test('four at a time', async () => {
  const run = await simulate(() => asyncPool(4).map(sleepFor, [900, 300, 2000, 200]));
  expect(run).toRunInParallel(4);
});

test('one too many', async () => {
  const run = await simulate(() => asyncPool(5).map(sleepFor, [900, 300, 2000, 200, 100]));
  expect(run).toRunInParallel(4);
});

test('finds the size', async () => {
  const sweep = await sweepPoolSizes([1, 2, 3, 4, 5], (size) =>
    asyncPool(size).map(sleepFor, [1100, 190, 198, 198, 914]),
  );
  expect(sweep.levelsOffAt()).toBe(3);
});
