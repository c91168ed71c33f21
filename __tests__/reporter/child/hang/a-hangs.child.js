const { asyncPool, simulate } = require('../lanes.cjs');

test('hangs after a run', async () => {
  await simulate(() => asyncPool(2).map(async (n) => new Promise((resolve) => setTimeout(resolve, n)), [10, 20]));
  process.stderr.write('it hangs\n');
  await new Promise(() => undefined);
}, 100_000);
