const { execFileSync } = require('node:child_process');
const { asyncPool, sweepPoolSizes } = require('../lanes.cjs');

const sleepFor = async (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Each size takes so long in real time that two of them are worth a word.
test('takes long', async () => {
  await sweepPoolSizes([1, 2, 3], (size) => {
    execFileSync(process.execPath, ['-e', 'setTimeout(() => {}, 2600)']);
    return asyncPool(size).map(sleepFor, [100, 100, 100]);
  });
}, 60_000);
