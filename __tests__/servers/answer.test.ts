import { describe, expect, test } from '@jest/globals';
import { checkAnswer, overlay } from '../../src/servers/answer';

const check = (answer: unknown): unknown => checkAnswer('plan', answer);

describe('checkAnswer', () => {
  test.each([
    {},
    { lookup: 1, connect: 2, secureConnect: 3, send: 4, firstByte: 5, body: 6 },
    { status: 204, headers: { etag: '"1"' } },
    { json: null },
    { chunks: ['a', { after: [1, 2], text: 'b' }, { after: 'never' }, { error: 'reset' }] },
    { error: 'not-found', lookup: 30 },
  ])('takes %j', (answer) => {
    expect(check(answer)).toBe(answer);
  });

  test('refuses what HTTP cannot say', () => {
    expect(() => check({ status: 99 })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.status\` to be a whole number from 200 to 599, got \`99\` (number)."`,
    );
    expect(() => check({ status: '200' })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.status\` to be a whole number from 200 to 599, got \`'200'\` (string)."`,
    );
    expect(() => check({ headers: ['a'] })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.headers\` to be an object of names and texts, got \`[ 'a' ]\` (array)."`,
    );
    expect(() => check({ headers: { age: 3 } })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.headers['age']\` to be a text, got \`3\` (number)."`,
    );
    expect(() => check({ text: 3 })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.text\` to be a text, got \`3\` (number)."`,
    );
    expect(() => check({ json: () => 3 })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.json\` to be a value that JSON can hold, got \`[Function json]\` (function)."`,
    );
    expect(() => check({ json: 3n })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.json\` to be a value that JSON can hold, got \`3n\` (bigint)."`,
    );
    expect(() => check({ error: 'ECONNRESET' })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.error\` to be 'refused', 'reset' or 'not-found', got \`'ECONNRESET'\` (string)."`,
    );
  });

  test('refuses two answers in one', () => {
    expect(() => check({ json: 1, text: 'a' })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan\` to be one answer, got \`{ json: 1, text: 'a' }\` (object).
     Of \`json\` and \`text\`, keep one."
    `);
    expect(() => check({ json: 1, error: 'refused' })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan\` to be one answer, got \`{ json: 1, error: 'refused' }\` (object).
     Of \`json\` and \`error\`, keep one."
    `);
    expect(() => check({ chunks: ['a'], body: 300 })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.body\` to be left out, got \`300\` (number).
     With \`chunks\`, each has its own \`after\`."
    `);
  });

  test('refuses pieces that are none', () => {
    expect(() => check({ chunks: 'a' })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.chunks\` to be an array of texts and of { after, text } objects, got \`'a'\` (string)."`,
    );
    expect(() => check({ chunks: [3] })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.chunks[0]\` to be a text or a { after, text } object, got \`3\` (number)."`,
    );
    expect(() => check({ chunks: [{ gap: 3 }] })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.chunks[0].gap\` to be left out, got \`3\` (number).
     \`plan.chunks[0]\` may have after, text, error."
    `);
    expect(() => check({ chunks: [{ after: -3 }] })).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.chunks[0].after\` to be a number of milliseconds from 0 up, got \`-3\` (number).
     Or 'never', a range [least, most], or a distribution such as exponential({ mean: 300 })."
    `);
    expect(() => check({ chunks: [{ text: 3 }] })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.chunks[0].text\` to be a text, got \`3\` (number)."`,
    );
    expect(() => check({ chunks: [{ error: 'refused' }] })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.chunks[0].error\` to be 'reset', got \`'refused'\` (string)."`,
    );
    expect(() => check({ chunks: [{ error: 'reset', text: 'a' }] })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.chunks[0]\` to be a text or an error, got \`{ error: 'reset', text: 'a' }\` (object)."`,
    );
  });
});

describe('overlay', () => {
  test('takes each key from above where there is one', () => {
    expect(overlay({ connect: 1, status: 200 }, { connect: 2 })).toEqual({ connect: 2, status: 200 });
  });

  test('replaces the content below by the content above, whatever its kind', () => {
    expect(overlay({ json: 1, body: 5 }, { chunks: ['a'] })).toEqual({ chunks: ['a'] });
    expect(overlay({ chunks: ['a'] }, { body: 5 })).toEqual({ body: 5 });
    expect(overlay({ error: 'reset' }, { text: 'a' })).toEqual({ text: 'a' });
  });
});
