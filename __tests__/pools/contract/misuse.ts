import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../../../src/errors';
import type { Pool } from '../../../src/pools/pool';
import type { Contracted } from './tasks';

// Whatever JavaScript would let a caller write.
type Wrong = (pool: any) => unknown;

/** What is wrong, and what it says; each is thrown at once, before anything runs. */
const misuseOf = (fn: unknown): [string, Wrong, string][] => [
  ['no function', (pool) => pool.map('f', []), "Expected `fn` to be a function, got `'f'` (string)."],
  [
    'no inputs',
    (pool) => pool.map(fn),
    'Expected `inputs` to be iterable: an array, a set, a generator, got `undefined` (undefined).',
  ],
  [
    'async inputs for map',
    (pool) => pool.map(fn, soon()),
    'Expected `inputs` to be iterable: an array, a set, a generator, got `Object [AsyncGenerator] {}` (object).\n`imap` and `imapUnordered` take async inputs.',
  ],
  [
    'inputs of imap that cannot be iterated',
    (pool) => pool.imap(fn, 5),
    'Expected `inputs` to be iterable or async iterable: an array, a generator, a stream, got `5` (number).',
  ],
  [
    'an argument list that is none',
    (pool) => pool.starmap(fn, [[1, 2], 3]),
    'Expected `argLists[1]` to be an array of arguments, got `3` (number).',
  ],
  [
    'arguments that are no list',
    (pool) => pool.apply(fn, 3),
    'Expected `args` to be an array of arguments, got `3` (number).',
  ],
  [
    'Python’s third argument',
    (pool) => pool.map(fn, [], 2),
    'Expected `options` to be an object, got `2` (number).\nWrite `{ chunkSize: 2 }`.',
  ],
  ['null for options', (pool) => pool.map(fn, [], null), 'Expected `options` to be an object, got `null` (null).'],
  [
    'an option nobody knows',
    (pool) => pool.mapSettled(fn, [], { chunksize: 2 }),
    'Expected `options` to be made of `chunkSize`, `label`, `signal`, got `{ chunksize: 2 }` (object).\n`chunksize` is none of them.',
  ],
  [
    'an option of another call',
    (pool) => pool.map(fn, [], { readAhead: 2 }),
    'Expected `options` to be made of `chunkSize`, `label`, `signal`, got `{ readAhead: 2 }` (object).\n`readAhead` is none of them.',
  ],
  [
    'an option that objects inherit',
    (pool) => pool.apply(fn, [], { toString: 1 }),
    'Expected `options` to be made of `label`, `signal`, got `{ toString: 1 }` (object).\n`toString` is none of them.',
  ],
  [
    'a chunk of nothing',
    (pool) => pool.map(fn, [], { chunkSize: 0 }),
    'Expected `chunkSize` to be a whole number from 1 up, got `0` (number).',
  ],
  [
    'half a chunk',
    (pool) => pool.imapUnordered(fn, [], { chunkSize: 1.5 }),
    'Expected `chunkSize` to be a whole number from 1 up, got `1.5` (number).',
  ],
  [
    'a read-ahead of nothing',
    (pool) => pool.imap(fn, [], { readAhead: 0 }),
    'Expected `readAhead` to be a whole number from 1 up, got `0` (number).',
  ],
  [
    'one label for all tasks',
    (pool) => pool.map(fn, [], { label: 'all' }),
    "Expected `label` to be a function that names an input, got `'all'` (string).",
  ],
  [
    'a label that is no text',
    (pool) => pool.apply(fn, [], { label: 5 }),
    'Expected `label` to be a text, got `5` (number).',
  ],
  [
    'a label function that gives no text',
    (pool) => pool.map(fn, [1, 2], { label: (n: number) => (n === 2 ? 2 : 'one') }),
    'Expected `label(…, 1)` to be a text, got `2` (number).',
  ],
  [
    'a signal that is none',
    (pool) => pool.map(fn, [], { signal: 'abort' }),
    "Expected `signal` to be an `AbortSignal`, got `'abort'` (string).",
  ],
  [
    'null for a signal',
    (pool) => pool.map(fn, [], { signal: null }),
    'Expected `signal` to be an `AbortSignal`, got `null` (null).',
  ],
];

let started = 0;
const count = () => (started += 1);

async function* soon() {
  yield 1;
}

export function misuseContract({ make, makeNew, sharesMemory }: Contracted): void {
  describe('misuse', () => {
    test.each(misuseOf(sharesMemory ? count : String))('%s throws at once', async (_what, wrong, message) => {
      const pool: Pool = makeNew();

      expect(() => wrong(pool)).toThrow(new UsageError(message));

      expect(started).toBe(0);
      // Nothing of it is left behind: the pool is as good as new.
      pool.close();
      await pool.join();
    });

    test('takes options that are undefined as left out', async () => {
      const none = { chunkSize: undefined, label: undefined, signal: undefined };

      expect((await make().map((n: number) => n, [1], none)).results).toEqual([1]);
      expect(
        await make()
          .imap((n: number) => n, [1], { ...none, readAhead: undefined })
          .next(),
      ).toEqual({
        done: false,
        value: 1,
      });
    });
  });
}
