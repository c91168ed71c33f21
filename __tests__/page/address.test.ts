import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readAddress, writeAddress } from '../../src/page/client/report/address';
import { NO_FILTER, choices, filtered } from '../../src/page/client/report/filter';
import { reportOf } from '../../src/page/client/report/report';
import { rivalsOf } from '../../src/page/client/report/rivals';
import { inShort } from '../../src/page/client/report/summary';
import { visible, visibleName } from '../../src/page/client/report/visible';
import { span, trace } from '../../src/trace/build';
import { recordOf, reportOf as dataOf } from './records';

test('an address is read as it was written, whatever the names', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (run, other) => {
      const address = { view: 'run', run, with: other, rows: 'lanes', from: 1.5, until: 20 } as const;

      expect(readAddress(writeAddress(address))).toEqual(address);
    }),
  );
});

test('what an address does not know is left out', () => {
  expect(readAddress('')).toEqual({ view: 'summary' });
  expect(readAddress('#view=suite')).toEqual({ view: 'suite' });
  expect(readAddress('#view=none')).toEqual({ view: 'summary' });
  expect(readAddress('#run=a&rows=columns&from=9&until=3')).toEqual({ view: 'run', run: 'a' });
  expect(writeAddress({ view: 'summary' })).toBe('#');
});

test('nothing hides in a text', () => {
  expect(visible('a\u202eb\u0000\u2028\n\u001b[31mred\u001b[39m')).toBe('a\\u{202e}b\\u{0}\\u{2028}\nred');
  expect(visibleName('a\nb\t')).toBe('a\\nb\\t');
  expect(visibleName('')).toBe('""');
  expect(visibleName('👩‍🔬')).toBe('👩‍🔬');
});

test('a failure is told by what was received', () => {
  expect(inShort({ matcher: 'toTake', message: 'x\n\nExpected: 1 ms\nReceived: 2 ms' })).toBe('toTake: 2 ms');
  expect(inShort({ message: '\n  Deadlock: nothing left\nmore' })).toBe('Deadlock: nothing left');
});

const scenario = { name: 'four at a time', pool: 'asyncPool(4)' } as const;
const { runs } = reportOf(
  dataOf([
    recordOf(trace(span('page 1', 0, 10)), { test: 'x', scenario: { ...scenario, part: 'body' } }),
    recordOf(trace(span('page 2', 0, 10)), { test: 'x', number: 1, scenario: { ...scenario, part: 'repeat' } }),
    recordOf(trace(), {
      test: 'y',
      number: 2,
      scenario: { ...scenario, part: 'twin' },
      failures: [{ matcher: 'toTake', message: 'no' }],
    }),
    recordOf(trace(), { test: 'z', number: 3, clock: 'real', file: 'spec/other.test.ts' }),
    recordOf(trace(), { test: 'z', number: 3, file: 'spec/other.test.ts' }),
  ]),
);
const keys = (filter: Partial<typeof NO_FILTER>) => filtered(runs, { ...NO_FILTER, ...filter }).map(({ key }) => key);

test('runs have keys of their own, and say which of its kind they are', () => {
  expect(runs.map(({ key, variant }) => [key, variant])).toEqual([
    ['spec/some.test.ts:0', 'on asyncPool(4)'],
    ['spec/some.test.ts:1', 'on asyncPool(4), second run'],
    ['spec/some.test.ts:2', 'on asyncPool(4), broken twin'],
    ['spec/other.test.ts:3', 'run 1 of 2'],
    ['spec/other.test.ts:3*', 'run 2 of 2'],
  ]);
});

test('a filter leaves what it says', () => {
  expect(keys({})).toHaveLength(4);
  expect(keys({ repeats: true })).toHaveLength(5);
  expect(keys({ search: 'PAGE 1' })).toEqual(['spec/some.test.ts:0']);
  expect(keys({ verdict: 'as meant' })).toEqual(['spec/some.test.ts:2']);
  expect(keys({ clock: 'real' })).toEqual(['spec/other.test.ts:3']);
  expect(keys({ file: 'spec/other.test.ts' })).toHaveLength(2);
  expect(keys({ scenario: 'four at a time', pool: 'asyncPool(4)' })).toHaveLength(2);
  expect(choices(runs).pool).toEqual(['asyncPool(4)']);
});

test('a run is best seen beside the one that went otherwise', () => {
  expect(rivalsOf(runs[0]!, runs).map(({ key }) => key)).toEqual(['spec/some.test.ts:2', 'spec/some.test.ts:1']);
  expect(rivalsOf(runs[3]!, runs).map(({ key }) => key)).toEqual(['spec/other.test.ts:3*']);
});
