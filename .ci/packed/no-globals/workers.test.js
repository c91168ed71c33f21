const { expect, test } = require('@jest/globals');
const { processPool, simulate, threadPool } = require('jest-lanes');
const slowSquare = require('./src/slow-square');

// The pools are left to the environment, which closes what is forgotten.
test.each([
  ['processes', processPool],
  ['threads', threadPool],
])(
  'a module that is a function runs in %s',
  async (_, poolOf) => {
    const pool = poolOf(2);

    const run = await simulate(() => pool.map(slowSquare, [30, 10, 20]));

    expect(run.elapsed).toBe(30);
    expect([...run]).toEqual([900, 100, 400]);
    expect([...(await pool.map(slowSquare, [3, 1, 2]))]).toEqual([9, 1, 4]);
  },
  60_000,
);
