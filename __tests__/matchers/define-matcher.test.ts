import { describe, expect, test } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { UsageError } from '../../src/errors';
import { defineMatcher, type Finding } from '../../src/matchers/define-matcher';
import { abc, pages, simulated } from './sample';

let finding: Partial<Finding> = {};
let seen: unknown;
const judged = (): Finding => ({
  pass: false,
  actual: 1,
  expected: 2,
  words: () => ({ expected: 'e', received: 'r' }),
  ...finding,
});
const matchers = {
  toBeSo: defineMatcher('toBeSo', (_received, _args: readonly unknown[], voice) => {
    seen = { isNot: voice.isNot, isPart: voice.isPart };
    return judged();
  }),
  toRefuse: defineMatcher('toRefuse', (_received, [error]: readonly unknown[]) => {
    throw error;
  }),
  toEqualAny: defineMatcher('toEqualAny', (received, [other, ...testers]: readonly any[], { equals }) => ({
    ...judged(),
    pass: testers.length === 0 ? equals(received, other) : equals(received, other, testers),
  })),
};
expect.extend(matchers);

type Made = Record<keyof typeof matchers, (...args: unknown[]) => unknown>;
const those = (received: unknown) => expect(received) as unknown as Made & { not: Made; resolves: Made };
const textOf = (assertion: () => unknown): string => {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  throw new Error('Expected the assertion to fail, and it passed.');
};
const titleOf = (...args: unknown[]) => textOf(() => those(abc).toBeSo(...args)).split('\n')[0];

describe('defineMatcher', () => {
  test('writes short arguments into the title as the caller did', () => {
    expect(titleOf()).toBe('expect(trace).toBeSo()');
    expect(titleOf(4, 'a', {})).toBe("expect(trace).toBeSo(4, 'a', {})");
    expect(titleOf({ by: 2, at: { is: 'x', fn: [1] } })).toBe(
      "expect(trace).toBeSo({ by: 2, at: { is: 'x', fn: ... } })",
    );
    expect(titleOf('a\nb', null, [1], undefined, new Map())).toBe(
      `expect(trace).toBeSo(${Array(5).fill('expected').join(', ')})`,
    );
  });

  test('puts its words in one order, further lines below the first', () => {
    const words = { expected: 'one', received: 'two\nof them', hint: 'look' };
    finding = { words: () => ({ ...words, drawing: 'a drawing' }), trace: simulated(abc).trace };

    expect(textOf(() => those(abc).toBeSo())).toBe(
      'expect(trace).toBeSo()\n\nExpected: one\nReceived: two\n          of them\n\na drawing\n\nHint: look\n\nReplay: simulate(body, { seed: 7 })',
    );
    finding = { words: () => words };
    expect(textOf(() => those(abc).toBeSo())).toBe(
      'expect(trace).toBeSo()\n\nExpected: one\nReceived: two\n          of them\n\nHint: look',
    );
    expect(textOf(() => those(simulated(abc)).toBeSo())).toMatch(/look\n\nReplay: simulate\(body, { seed: 7 }\)$/);
    finding = {};
  });

  test('draws what was judged, or several under their titles', () => {
    finding = {
      drawings: [
        { title: 'One:', trace: abc },
        { title: 'Other:', trace: pages(6) },
      ],
    };
    const text = textOf(() => those(abc).toBeSo());
    finding = { trace: abc };

    expect(text).toMatch(/^expect.*\n\nExpected: e\nReceived: r\n\nOne:\n +0 [^]*\n\nOther:\n +0 /);
    expect(textOf(() => those(abc).toBeSo())).toMatch(/\nReceived: r\n\n +0 /);
    finding = {};
  });

  test('tells a judgement in which voice it is asked', async () => {
    const seenBy = (assertion: () => unknown) => {
      seen = undefined;
      try {
        assertion();
      } catch {
        // The voice is what counts.
      }
      return seen;
    };

    expect(seenBy(() => those(abc).toBeSo())).toEqual({ isNot: false, isPart: false });
    expect(seenBy(() => those(abc).not.toBeSo())).toEqual({ isNot: true, isPart: false });
    expect(seenBy(() => expect([1]).toEqual([(expect as any).toBeSo()]))).toEqual({ isNot: false, isPart: true });
    await expect(those(Promise.resolve(abc)).resolves.toBeSo()).rejects.toThrow(/resolves.*toBeSo/);
  });

  test('makes misuse a matcher error, under .not too, and leaves other errors alone', () => {
    const error = new TypeError('a fault of ours');

    for (const one of [those(abc), those(abc).not]) {
      expect(textOf(() => one.toRefuse(new UsageError('Wrong.')))).toMatch(
        /toRefuse\(expected\)\n\nMatcher error: Wrong.$/,
      );
      expect(() => one.toRefuse(error)).toThrow(error);
      expect(() => one.toRefuse('no error')).toThrow('no error');
    }
    const foreign = Object.assign(new Error('Wrong.'), { name: 'UsageError' });
    expect(textOf(() => those(abc).toRefuse(foreign))).toContain('Matcher error: Wrong.');
  });

  test('finds equal what `toEqual` does, and what a judgement knows to be', () => {
    those(new Set([{ id: 1 }])).toEqualAny(new Set([{ id: 1 }]));
    those(new Set([{ id: 1 }])).not.toEqualAny(new Set([{ id: 2 }]));
    those([Symbol('a')]).not.toEqualAny([Symbol('b')]);
    those([Symbol('a')]).toEqualAny([Symbol('b')], (a: unknown) => (typeof a === 'symbol' ? true : undefined));
  });
});
