import { processPool, threadPool } from 'jest-lanes';
import { sleepOneSecond } from './sleeping';

const makers = { threadPool, processPool };

/** Squares, at a second each, in workers of its own. */
export async function squaresFrom(kind: keyof typeof makers): Promise<readonly number[]> {
  await using pool = makers[kind](2);
  return (await pool.map(sleepOneSecond, [1, 2, 3])).results;
}
