import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { asyncPool, observe, simulate, task, threadPool } from '../../src';
import { calls } from '../purity/counting';
import type * as Price from '../purity/price';
import type * as Quotes from '../purity/quotes';
import * as rates from '../purity/rates';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';

interface Plain {
  tenfold(n: number): number;
  setRate(to: number): void;
  readonly boxed: (n: number) => unknown;
  readonly tagged: () => symbol;
  readonly counted: () => unknown;
  readonly either: () => unknown;
  readonly late?: { readonly twice: (n: number) => number };
  install(): void;
}
const plain = require('../purity/plain.cjs') as Plain;

export const exportedHere = (n: number): number => n + 1;

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

  test('says nothing of a spy, nor where one answers', async () => {
    const { quoted } = require('../purity/quoting.cjs') as { quoted: (n: number) => number };
    using spy = jest.spyOn(plain, 'tenfold').mockImplementation(() => 9);

    await expect(spy).toBePure([1]);
    await expect(quoted).toBePure([1]);
    expect(quoted(1)).toBe(9);
  });

  test('says nothing of a mock that a module exports', async () => {
    const { api } = require('../purity/mocks.cjs') as { api: { price: jest.Mock<(n: number) => number> } };
    api.price.mockReturnValue(9);

    await expect(api.price).toBePure([1]);
  });

  test('says nothing if there is no such export', async () => {
    plain.install();
    const { late } = plain;

    await expect(late!.twice).toBePure([1]);
    await expect(task(require.resolve('../purity/plain.cjs'), 'late.twice')).toBePure([1]);
    expect(receivedOf(() => void expect(late!.twice).not.toBePure([1]))).not.toContain('fresh copy');
  });

  test('says nothing of a function that only the test file exports, which is not loaded twice', () => {
    expect(receivedOf(() => void expect(exportedHere).not.toBePure([1]))).toBe(
      'the same results for one input, in two orders; nothing changed, no clock read, nothing drawn at random',
    );
  });

  test('tells objects, symbols and functions apart for all that', () => {
    plain.setRate(3);
    const received = (fn: (n: number) => unknown) => receivedOf(() => void expect(fn).toBePure([1])).split('\n')[0];

    expect(received(plain.boxed)).toBe(
      'for inputs[0], which is 1, it gave { n: 3 } here and { n: 1 } in a fresh copy of plain.cjs',
    );
    expect(received(plain.tagged)).toBe(
      'for inputs[0], which is 1, it gave Symbol(rate 3) here and Symbol(rate 1) in a fresh copy of plain.cjs',
    );
    expect(received(plain.counted)).toBe(
      'for inputs[0], which is 1, it gave [Function: one] here and 1 in a fresh copy of plain.cjs',
    );
    expect(received(plain.either)).toBe(
      'for inputs[0], which is 1, it gave 1 here and [Function: one] in a fresh copy of plain.cjs',
    );
    plain.setRate(1);
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

  test('takes an error for what the function gives there', async () => {
    const picky = (n: number) => {
      if (n === 2) throw new RangeError('two');
      return n;
    };
    let calls = 0;
    const tired = () => {
      if (++calls > 4) throw new RangeError('enough');
      return 1;
    };

    await expect(picky).toBePure([1, 2], { pool: asyncPool(1) });
    await expect(Promise.resolve(expect(tired).toBePure([1, 1], { pool: asyncPool(1) }))).rejects.toThrow(
      'for inputs[0], which is 1, it gave 1 here and threw RangeError: enough on asyncPool(1)',
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
    expect(misuseOf(rates.convert, (those) => void those.toBePure([1], { pool: null as never }))).toBe(
      'Expected `pool` to be a pool, got `null` (null).',
    );
    expect(misuseOf(rates.convert, (those) => void those.toBePure([1], { reload: 1 as never }))).toBe(
      'Expected `reload` to be `true` or `false`, got `1` (number).',
    );
    expect(() => expect(rates.convert).toEqual(expect.toBePure([1], { pool: asyncPool(1) }))).toThrow(
      'as a part of an expected value cannot wait for a pool',
    );
  });
});
