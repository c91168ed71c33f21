import { processPool, simulate, threadPool } from 'jest-lanes';
import { slowSquare } from './src/slow-square';

// The pools are left to the setup file, which closes what is forgotten.
test.each([
  ['processes', processPool],
  ['threads', threadPool],
])(
  'TypeScript runs in %s, with the setup file alone',
  async (_, poolOf) => {
    const pool = poolOf(2);

    const run = await simulate(() => pool.map(slowSquare, [30, 10, 20]));

    expect(run.elapsed).toBe(30);
    expect([...run]).toEqual([900, 100, 400]);
    expect([...(await pool.map(slowSquare, [3, 1, 2]))]).toEqual([9, 1, 4]);
  },
  60_000,
);
