import { expect, test } from '@jest/globals';
import { questionIn } from '../../src/workers/question';

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
