import { describe, expect, test } from '@jest/globals';
import { Recorder } from '../../src/trace/recorder';
import { receivedOf } from './failure';
import { misuseOf } from './misuse';
import { abc, pool } from './sample';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** What is said of elements that came in another order than that of numbers. */
const saidOf = (came: readonly unknown[], expected: readonly unknown[]) =>
  receivedOf(() => expect(came).toBeOrderedLike(expected)).replaceAll(/\n +/g, '\n');

/** Tasks of one instant, all of which start and of which some end, in the order of `ended`. */
function recorded(ended: readonly string[]) {
  const recorder = new Recorder(() => 5);
  const tasks = new Map(['a', 'b'].map((label) => [label, recorder.queue({ source: pool, label, input: label })]));
  for (const task of tasks.values()) task.start(0);
  for (const label of ended) tasks.get(label)!.end('fulfilled');
  return recorder.close();
}

describe('an order in words', () => {
  test('names all of ten, and of more the six around the one to look at', () => {
    expect(saidOf([2, 1, ...numbers(10).slice(2)], numbers(10))).toMatch(/^2, 1, 3, 4, 5, 6, 7, 8, 9, 10\n/);
    expect(saidOf([2, 1, ...numbers(11).slice(2)], numbers(11))).toMatch(/^2, 1, 3, 4, 5, 6, \.\.\.\n/);
    expect(saidOf([...numbers(9), 11, 10], numbers(11))).toMatch(/^\.\.\., 6, 7, 8, 9, 11, 10\n/);
    expect(saidOf([...numbers(5), 7, 6, ...numbers(12).slice(7)], numbers(12))).toMatch(
      /^\.\.\., 4, 5, 7, 6, 8, 9, \.\.\.\n/,
    );
  });

  test('names five that are missing or too many, and how many more', () => {
    expect(saidOf([1, 2, 3, 4, 5, 6], [1])).toMatch(/\nnot expected: 2 \(at index 1\), .*, 6 \(at index 5\)$/);
    expect(saidOf([1, 2, 3, 4, 5, 6, 7], [1])).toMatch(
      /\nnot expected: 2 \(at index 1\), .*, 6 \(at index 5\) and 1 more$/,
    );
    expect(saidOf([1], numbers(6))).toMatch(/\nmissing: 2, 3, 4, 5, 6$/);
    expect(saidOf([1], numbers(7))).toMatch(/\nmissing: 2, 3, 4, 5, 6 and 1 more$/);
    expect(saidOf([1], [1, 1])).toBe('1\nmissing: 1 once more');
    expect(saidOf([1, 1], [1])).toBe('1, 1\nrepeated: 1 (at index 1)');
  });

  test('says that nothing came, and what is known of who is missing', () => {
    expect(receivedOf(() => expect(recorded([])).toBeOrderedLike(['a', 'b'], { by: 'finish' }))).toMatch(
      /^nothing\n +missing: a \(never finished\), b \(never finished\)\n/,
    );
  });

  test('says the steps of one instant, those of the starts or those of the ends', () => {
    expect(receivedOf(() => expect(recorded(['b', 'a'])).toBeOrderedLike(['b', 'a']))).toContain(
      'a started at 5 ms in lane 0, before b, at the same instant: step 0 before step 1\n',
    );
    expect(receivedOf(() => expect(recorded(['b', 'a'])).toBeOrderedLike(['a', 'b'], { by: 'finish' }))).toContain(
      'b finished at 5 ms, before a, at the same instant: step 2 before step 3\n',
    );
  });
});

test.each([
  ['null', null, 'Expected `options` to be an object with `by` or `key`, got `null` (null).'],
  ['a number', 4, 'Expected `options` to be an object with `by` or `key`, got `4` (number).'],
  ['an array', ['finish'], "Expected `options` to be an object with `by` or `key`, got `[ 'finish' ]` (array)."],
  [
    'another name',
    { of: 1 },
    'Expected `options` to be made of `by` and `key`, got `{ of: 1 }` (object).\n`of` is none of them.',
  ],
])('options that are %s are refused', (_, options, text) => {
  expect(misuseOf(abc, (those) => those.toBeOrderedLike(['a'], options as never))).toBe(text);
});

test('members that are not in an array are refused as such, not as options', () => {
  expect(misuseOf(abc, (those) => those.toBeOrderedLike('a' as never, 'b' as never))).toBe(
    "Expected `expected` to be an array of members, a run or a trace, got `'a'` (string).",
  );
});
