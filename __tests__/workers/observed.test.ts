import { expect, test } from '@jest/globals';
import { observe, processPool, simulate, threadPool } from '../../src';
import { sleepOneSecond } from './tasks/sleeping';

test.each([
  ['threadPool', threadPool],
  ['processPool', processPool],
])(
  'an observed function reaches the workers of a %s as the function it stands for',
  async (_name, make) => {
    const observed = observe(sleepOneSecond);
    await using pool = make(2);

    const run = await simulate(() => pool.map(observed, [1, 2, 3]));

    expect(run.results).toEqual([1, 4, 9]);
    expect(run).toTake(2000);
    // What runs in a worker is the task's span, and no call of this realm's.
    expect(run.trace.sources.map(({ kind }) => kind)).toEqual(['pool']);
  },
  60_000,
);
