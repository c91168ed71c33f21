import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { closeProcessFiles, openProcessFiles, type ProcessFiles } from '../../src/workers/process-files';
import { questionIn, Questions } from '../../src/workers/questions';
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

  test('stand where the question stood, which is read before', () => {
    const questions = new Questions(slot);
    const bytes = questions.pose('{"é":"𝄞"}');

    expect(questions.posed(bytes)).toBe('{"é":"𝄞"}');
    questions.answer(1, { text: 'no' });
    expect(questions.wait(1)).toBe('no');
  });

  test('are read as they were given', () => {
    const questions = new Questions(slot);
    questions.answer(1, { text: 'exports.é = "𝄞";' });

    expect(questions.wait(1)).toBe('exports.é = "𝄞";');
  });

  test('may be empty, and longer than any before', () => {
    const questions = new Questions(slot);
    questions.answer(1, { text: '' });
    expect(questions.wait(1)).toBe('');

    const long = 'x'.repeat(3_000_000);
    questions.answer(2, { text: long });
    expect(questions.wait(2) === long).toBe(true);

    questions.answer(3, { text: 'short' });
    expect(questions.wait(3)).toBe('short');
  });

  test('are thrown where they say that it failed', () => {
    const questions = new Questions(slot);
    questions.answer(1, { failure: 'it is broken' });

    expect(() => questions.wait(1)).toThrow(new Error('it is broken'));
  });

  test('are waited for, if another question was answered, and not for ever', () => {
    const questions = new Questions(slot);
    questions.answer(1, { text: 'of another question' });

    expect(() => questions.wait(2, 5)).toThrow(/^nobody has answered for 5 ms; /);
  });

  test('stand behind the last words', () => {
    const words = Buffer.alloc(LAST_WORDS_BYTES, 'w');
    writeTo(slot, words, 0);
    new Questions(slot).answer(1, { text: 'a' });

    expect(readFrom(slot, LAST_WORDS_BYTES, 0).equals(words)).toBe(true);
  });
});

test('an answer that memory has no room for is refused, and room is left to say so', () => {
  const questions = new Questions(makeSlot(undefined).here);

  expect(() => questions.answer(1, { text: 'x'.repeat(2 ** 26) })).toThrow(RangeError);
  questions.answer(1, { failure: 'too long' });
  expect(() => questions.wait(1)).toThrow(new Error('too long'));
});

test('a question is found in what jest-worker makes of it', () => {
  expect(questionIn([5, { question: 3, bytes: 20 }])).toEqual({ question: 3, bytes: 20 });
});

test.each([
  ['an answer to a call', [0, { log: [] }]],
  ['one without a value', [0]],
  ['null for a value', [0, null]],
  ['an object', { type: 'ready' }],
  ['a text', 'ready'],
  ['a number', 7],
  ['null', null],
  ['nothing', undefined],
])('%s is no question, whoever sent it', (_, message) => {
  expect(questionIn(message)).toBeUndefined();
});
