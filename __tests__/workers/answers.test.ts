import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Answers } from '../../src/workers/answers';
import { closeProcessFiles, openProcessFiles, type ProcessFiles } from '../../src/workers/process-files';
import { LAST_WORDS_BYTES, makeSlot, readFrom, type Slot, writeTo } from '../../src/workers/slot';

describe.each([
  ['a file', true],
  ['memory', false],
])('answers in %s', (_, isFile) => {
  let files: ProcessFiles | undefined;
  let slot: Slot;
  beforeEach(() => {
    files = isFile ? openProcessFiles() : undefined;
    slot = makeSlot(files).here;
  });
  afterEach(() => {
    if (files !== undefined) closeProcessFiles(files);
  });

  test('are read as they were given', () => {
    const answers = new Answers(slot);
    answers.give(1, { text: 'exports.é = "𝄞";' });

    expect(answers.wait(1)).toBe('exports.é = "𝄞";');
  });

  test('may be empty, and longer than any before', () => {
    const answers = new Answers(slot);
    answers.give(1, { text: '' });
    expect(answers.wait(1)).toBe('');

    const long = 'x'.repeat(3_000_000);
    answers.give(2, { text: long });
    expect(answers.wait(2) === long).toBe(true);

    answers.give(3, { text: 'short' });
    expect(answers.wait(3)).toBe('short');
  });

  test('are thrown where they say that it failed', () => {
    const answers = new Answers(slot);
    answers.give(1, { failure: 'it is broken' });

    expect(() => answers.wait(1)).toThrow(new Error('it is broken'));
  });

  test('are waited for, if another question was answered, and not for ever', () => {
    const answers = new Answers(slot);
    answers.give(1, { text: 'of another question' });

    expect(() => answers.wait(2, 5)).toThrow(/^nobody has answered for 5 ms; /);
  });

  test('stand behind the last words', () => {
    const words = Buffer.alloc(LAST_WORDS_BYTES, 'w');
    writeTo(slot, words, 0);
    new Answers(slot).give(1, { text: 'a' });

    expect(readFrom(slot, LAST_WORDS_BYTES, 0).equals(words)).toBe(true);
  });
});

test('an answer that memory has no room for is refused, and room is left to say so', () => {
  const answers = new Answers(makeSlot(undefined).here);

  expect(() => answers.give(1, { text: 'x'.repeat(2 ** 26) })).toThrow(RangeError);
  answers.give(1, { failure: 'too long' });
  expect(() => answers.wait(1)).toThrow(new Error('too long'));
});
