import { describe, expect, test } from '@jest/globals';
import { checkOptions, isBoolean, isCount, isPositiveMs } from '../../src/matchers/options';

const check = (options: unknown) => () => checkOptions(options, { lanes: isCount, within: isPositiveMs });

describe('checkOptions', () => {
  test('lets pass what is right, and what is left out', () => {
    for (const options of [{}, { lanes: 1 }, { lanes: undefined, within: 0.5 }]) expect(check(options)).not.toThrow();
  });

  test.each<[unknown, string]>([
    [null, 'Expected `options` to be an object with `lanes` or `within`, got `null` (null).'],
    [5, 'Expected `options` to be an object with `lanes` or `within`, got `5` (number).'],
    [[1], 'Expected `options` to be an object with `lanes` or `within`, got `[ 1 ]` (array).'],
    [
      { by: 2 },
      'Expected `options` to be made of `lanes` and `within`, got `{ by: 2 }` (object).\n`by` is none of them.',
    ],
    [{ toString: 1 }, '`toString` is none of them.'],
    [{ lanes: 0 }, 'Expected `lanes` to be a whole number from 1 up, got `0` (number).'],
    [{ lanes: 1.5 }, 'Expected `lanes` to be a whole number from 1 up, got `1.5` (number).'],
    [{ within: 0 }, 'Expected `within` to be a number of milliseconds above 0, got `0` (number).'],
    [{ within: Infinity }, 'Expected `within` to be a number of milliseconds above 0, got `Infinity` (number).'],
    [{ within: '5' }, "Expected `within` to be a number of milliseconds above 0, got `'5'` (string)."],
  ])('refuses %p', (options, message) => {
    expect(check(options)).toThrow(message);
  });

  test('takes yes and no for themselves only', () => {
    const checked = (value: unknown) => () => checkOptions({ reload: value }, { reload: isBoolean });

    for (const value of [true, false]) expect(checked(value)).not.toThrow();
    expect(checked(1)).toThrow('Expected `reload` to be `true` or `false`, got `1` (number).');
  });
});
