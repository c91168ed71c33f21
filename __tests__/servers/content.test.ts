import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../src/servers/answer';
import { type Content, contentOf } from '../../src/servers/content';
import type { Delay } from '../../src/servers/latency';

const content = (answer: Answer, method = 'GET'): Content => contentOf(answer, method, (_, gap) => gap as Delay);

describe('the head of an answer', () => {
  test('says how many bytes a whole body has', () => {
    expect(content({ text: 'é' }).headers).toEqual({ 'content-length': '2' });
    expect(content({ json: { a: 1 } }).headers).toEqual({ 'content-type': 'application/json', 'content-length': '7' });
  });

  test('says that a body comes in chunks when nobody knows how many bytes it has', () => {
    expect(content({ chunks: ['a', 'b'] }).headers).toEqual({ 'transfer-encoding': 'chunked' });
    expect(content({ body: 'never' }).headers).toEqual({ 'transfer-encoding': 'chunked' });
  });

  test('leaves the headers of the plan alone', () => {
    const headers = { 'Content-Type': 'application/vnd.api+json', 'Content-Length': '3' };

    expect(content({ json: 'a', headers }).headers).toEqual(headers);
  });

  test('says nothing of a body where HTTP has none', () => {
    expect(content({ status: 204, text: 'a' })).toEqual({ headers: {}, chunks: [] });
  });

  test('is for HEAD what it is for GET, and no body follows', () => {
    expect(content({ text: 'a' }, 'HEAD')).toEqual({ headers: { 'content-length': '1' }, chunks: [] });
  });
});

describe('the pieces of a body', () => {
  test('are one, after the time of the body, unless the plan cuts it', () => {
    expect(content({ text: 'a', body: 30 }).chunks).toEqual([{ after: 30, text: 'a' }]);
  });

  test('come at once where the plan says no gap, and break off where it says so', () => {
    const { chunks } = content({ chunks: ['a', { text: 'b' }, { after: 5 }, { after: 6, error: 'reset' }] });

    expect(chunks).toEqual([{ after: 0, text: 'a' }, { after: 0, text: 'b' }, { after: 5, text: '' }, { after: 6 }]);
  });
});
