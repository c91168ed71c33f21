const { asyncPool, observe } = require('../lanes.cjs');

const turn = async () => new Promise((resolve) => setImmediate(resolve));

test('runs on the real clock', async () => {
  const run = await asyncPool(2).map(turn, [1, 2, 3]);
  expect(run).toRunInParallel(2);
});

test('observes', async () => {
  const fetchPage = observe(turn, 'fetchPage');
  await Promise.all([fetchPage(), fetchPage()]);
  expect(fetchPage).toRunInParallel(2);
});

test('applies', async () => {
  const pool = asyncPool(2);
  await Promise.all(['a', 'b', 'c'].map((label) => pool.apply(turn, [], { label })));
});
