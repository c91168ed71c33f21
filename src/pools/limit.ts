import type PLimit from 'p-limit';
import type { Gate } from './engine';

/**
 * At most so many turns at a time, as p-limit has it.
 *
 * p-limit is loaded when the first pool is made: the setup file loads this package for every test file.
 */
export function limit(concurrency: number): Gate {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the only way to load late and at once
  const pLimit = require('p-limit') as typeof PLimit;
  const limited = pLimit(concurrency);
  return (turn) => void limited(turn);
}
