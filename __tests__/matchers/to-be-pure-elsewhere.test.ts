import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { asyncPool, observe, simulate, task, threadPool } from '../../src';
import { calls } from '../purity/counting';
import type * as Price from '../purity/price';
import type * as Quotes from '../purity/quotes';
import * as rates from '../purity/rates';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';

// A worker takes its time to start on a busy machine.
jest.setTimeout(60_000);

afterEach(() => rates.setRate(1));

describe('toBePure, in a fresh copy of the module', () => {
  test('fails if the result hangs on state of the module that nobody sees', () => {
    rates.setRate(3);

    expect(failureOf(() => void expect(rates.convert).toBePure([1, 0]))).toMatchInlineSnapshot(`
     "expect(convert).toBePure(expected)

     Expected: a pure function
     Received: for inputs[0], which is 1, it gave 3 here and 1 in a fresh copy of rates.ts

     Hint: rates.ts keeps state, or an input is of a class that the fresh copy has anew. \`{ reload: false }\` leaves the copy out."
    `);
  });

  test('passes under .not then', async () => {
    rates.setRate(3);

    await expect(rates.convert).not.toBePure([1]);
    await expect(rates.convertLater).not.toBePure([1]);
  });

  test('passes while that state is as it was, and says under .not what was tried', async () => {
    await expect(rates.convert).toBePure([1, 2]);
    await expect(rates.convertLater).toBePure([1, 2]);

    expect(failureOf(() => void expect(rates.convert).not.toBePure([1, 2]))).toMatchInlineSnapshot(`
     "expect(convert).not.toBePure(expected)

     Expected: not a pure function
     Received: the same results for 2 inputs, in two orders and in a fresh copy of rates.ts; nothing changed, no clock read, nothing drawn at random"
    `);
  });

  test('awaits what is asynchronous, inside a simulation too', async () => {
    rates.setRate(3);
    const { value } = await simulate(async () =>
      Promise.resolve(expect(rates.convertLater).toBePure([1])).catch(String),
    );

    expect(value).toContain('it gave 3 here and 1 in a fresh copy of rates.ts');
  });

  test('is left out if the test says so', async () => {
    rates.setRate(3);

    await expect(rates.convert).toBePure([1], { reload: false });
  });

  test('takes what is written the same for the same where every copy has its own', async () => {
    await expect(rates.described).toBePure([1]);
  });

  test('has what the function requires late fresh too', async () => {
    calls.count = 7;

    expect(receivedOf(() => void expect(rates.counted).toBePure([1]))).toContain(
      'for inputs[0], which is 1, it gave 8 here and 1 in a fresh copy of rates.ts',
    );
    calls.count = 0;
    await expect(rates.counted).toBePure([1]);
  });

  test('says nothing where a mock answers, for the mocks of the copy are fresh too', async () => {
    jest.doMock('../purity/price', () => ({ price: jest.fn() }));
    const { quoted } = require('../purity/quotes') as typeof Quotes;
    jest.mocked((require('../purity/price') as typeof Price).price).mockReturnValue(3);

    await expect(quoted).toBePure([1]);
    expect(quoted(1)).toBe(3);
  });

  test('says nothing of a spy', async () => {
    const plain = require('../purity/plain.cjs') as { tenfold: (n: number) => number };
    using spy = jest.spyOn(plain, 'tenfold').mockImplementation(() => 9);

    await expect(spy).toBePure([1]);
  });

  test('says nothing if the export is another function there', async () => {
    const times = (n: number) => n * 10;
    rates.exchange(times);

    await expect(rates.current).toBePure([1]);
  });

  test('says nothing of a function that no module exports, or the language itself', () => {
    expect(receivedOf(() => void expect((n: number) => n + 1).not.toBePure([1]))).toBe(
      'the same results for one input, in two orders; nothing changed, no clock read, nothing drawn at random',
    );
    expect(receivedOf(() => void expect(Math.sqrt).not.toBePure([1]))).not.toContain('fresh');
  });

  test('finds the function that an observed one stands for', () => {
    rates.setRate(3);

    expect(receivedOf(() => void expect(observe(rates.convert)).toBePure([1]))).toContain(
      '1 in a fresh copy of rates.ts',
    );
  });

  test('finds what a task names', async () => {
    rates.setRate(3);
    const convert = task(require.resolve('../purity/rates'), 'convert');

    await expect(Promise.resolve(expect(convert).toBePure([1]))).rejects.toThrow(
      'it gave 3 here and 1 in a fresh copy of rates.ts',
    );
    await expect(task('node:path', 'basename')).toBePure(['/a/b']);
  });

  test('throws if the module cannot be loaded a second time, under .not too', async () => {
    const { same } = require('../purity/once.cjs') as { same: (n: number) => number };

    expect(misuseOf(same, (those) => void those.toBePure([1])).replaceAll(/\S+(?=once.cjs)/g, ''))
      .toMatchInlineSnapshot(`
     "Its module, once.cjs, could not be loaded a second time: Error: the port is taken
     Write \`{ reload: false }\` to judge the function without a fresh copy of it."
    `);
    await expect(same).toBePure([1], { reload: false });
  });
});

describe('toBePure, on a pool', () => {
  test('fails if calls that run side by side get into each other', async () => {
    const text = await simulate(async () =>
      Promise.resolve(expect(rates.crowded).toBePure([1, 2], { pool: asyncPool(2) })).catch(String),
    );

    expect(text.value).toMatchInlineSnapshot(`
     "Error: expect(crowded).toBePure(expected, { pool: ... })

     Expected: a pure function
     Received: for inputs[0], which is 1, it gave 1 here and 2 on asyncPool(2)"
    `);
  });

  test('fails if workers give something else', async () => {
    await using pool = threadPool(1);
    rates.setRate(3);

    await expect(Promise.resolve(expect(rates.convert).toBePure([1], { pool, reload: false }))).rejects.toThrow(
      'for inputs[0], which is 1, it gave 3 here and 1 on threadPool(1)',
    );
    rates.setRate(1);
    await expect(rates.convert).toBePure([1], { pool });
    await expect(Promise.resolve(expect(rates.convert).not.toBePure([1], { pool }))).rejects.toThrow(
      'in two orders, in a fresh copy of rates.ts, and on threadPool(1);',
    );
  });

  test('throws for what cannot go to a worker or come back, under .not too', async () => {
    await using pool = threadPool(1);
    const offset = 1;
    const captures = (n: number) => n + offset;

    for (const those of [expect(captures), expect(captures).not]) {
      await expect(Promise.resolve(those.toBePure([1], { pool }))).rejects.toThrow('this one captures `offset`');
    }
    for (const those of [expect(rates.described), expect(rates.described).not]) {
      await expect(Promise.resolve(those.toBePure([1], { pool }))).rejects.toThrow('cross');
    }
  });

  test('throws for what is no pool, and as a part of an expected value, which cannot wait', () => {
    expect(misuseOf(rates.convert, (those) => void those.toBePure([1], { pool: 4 as never }))).toBe(
      'Expected `pool` to be a pool, got `4` (number).',
    );
    expect(misuseOf(rates.convert, (those) => void those.toBePure([1], { reload: 1 as never }))).toBe(
      'Expected `reload` to be `true` or `false`, got `1` (number).',
    );
    expect(() => expect(rates.convert).toEqual(expect.toBePure([1], { pool: asyncPool(1) }))).toThrow(
      'as a part of an expected value cannot wait for a pool',
    );
  });
});
