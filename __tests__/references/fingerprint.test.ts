import { expect, test } from '@jest/globals';
import { Fingerprint } from '../../src/references/fingerprint';

const digestOf = (...texts: string[]): string =>
  texts.reduce((hash, text) => hash.update(text), new Fingerprint()).digest();

test('stays what it was: a change would leave the entries of all caches unread', () => {
  expect([digestOf(), digestOf('a'), digestOf('export const a = 1;\n', 'x')]).toMatchInlineSnapshot(`
   [
     "811c9dc5cbf29ce4",
     "2c24d1d76b33ac11",
     "fc91d425ab36ebe4",
   ]
  `);
});

test('tells where one text ends and the next begins', () => {
  expect(new Set([digestOf('ab', 'c'), digestOf('a', 'bc'), digestOf('abc'), digestOf('abc', '')]).size).toBe(4);
});

test('tells apart 200 000 sources of one shape', () => {
  const digests = Array.from({ length: 200_000 }, (_, i) => digestOf(`export const n = ${i};\n`));

  expect(new Set(digests).size).toBe(digests.length);
});
