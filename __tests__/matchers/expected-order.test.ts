import { describe, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { groupsOf } from '../../src/matchers/expected-order';

const member = (...keys: readonly unknown[]) => ({ name: String(keys[0]), keys });
const labelled = [member('a'), member('b'), member('c')];
/** As of `starmap`: by label, else by the list of arguments. */
const listed = [member('#0', [1, 2]), member('#1', [3, 4])];

const read = (expected: readonly unknown[], members: readonly ReturnType<typeof member>[]) =>
  groupsOf(expected, members, isDeepStrictEqual);

describe('groupsOf', () => {
  test('takes an array for members that may come in any order', () => {
    expect(read(['a', ['b', 'c']], labelled)).toEqual([['a'], ['b', 'c']]);
  });

  test('takes an array for a member if one is equal to it', () => {
    expect(read([[3, 4], '#0'], listed)).toEqual([[[3, 4]], ['#0']]);
    expect(read([['#0', '#1'], ['c']], [...listed, member(['c'])])).toEqual([['#0', '#1'], [['c']]]);
  });

  test('takes an array for a set if a member equals one of its elements', () => {
    expect(read([['#0', 'nobody']], listed)).toEqual([['#0', 'nobody']]);
    expect(read([[[1, 2], 'nobody']], listed)).toEqual([[[1, 2], 'nobody']]);
  });

  test('takes an array nobody knows for what the members are', () => {
    expect(read([[7, 8]], listed)).toEqual([[[7, 8]]]);
    expect(read([[7, [8]]], listed)).toEqual([[[7, [8]]]]);
    expect(read([[[7], [8]]], listed)).toEqual([[[7], [8]]]);
    expect(read([[7, 8]], [...labelled, member([1])])).toEqual([[[7, 8]]]);
    expect(read([['x', 'y']], labelled)).toEqual([['x', 'y']]);
  });

  test('takes an empty array for the member it may be, else refuses it', () => {
    expect(read([[]], listed)).toEqual([[[]]]);
    expect(() => read(['a', []], labelled)).toThrow(
      'Expected `expected` to be made of members and sets that have some',
    );
    expect(() => read([], labelled)).toThrow('Expected `expected` to be an array of at least one member');
  });

  test('compares by value what is an object alone', () => {
    const asked: unknown[] = [];
    const equals = (a: unknown, b: unknown) => asked.push([a, b]) < 0;

    groupsOf([[5, null, undefined, 'x']], [member('a', { id: 1 })], equals);

    // The list itself, and none of what is in it.
    expect(asked).toEqual([
      ['a', [5, null, undefined, 'x']],
      [{ id: 1 }, [5, null, undefined, 'x']],
    ]);
  });
});
