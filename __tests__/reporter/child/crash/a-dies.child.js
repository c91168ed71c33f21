const { asyncPool, simulate } = require('../lanes.cjs');

test('dies after a run', async () => {
  await simulate(() => asyncPool(2).map(async (n) => n, [1, 2]));
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
});
