import { describe, expect, test } from '@jest/globals';
import { comparePicture } from '../../src/matchers/compare-picture';
import type { EndMark, PicturedTask } from '../../src/timeline/picture';
import { span, trace } from '../../src/trace/build';
import type { NeverStarted, Outcome, Source } from '../../src/trace/span';
import { Trace } from '../../src/trace/trace';
import { pool } from './sample';

const line = (name: string, more: Partial<PicturedTask> = {}): PicturedTask => ({
  ...{ name, begins: 0, ran: 10, end: '|' },
  ...more,
});

const compare = (tasks: readonly PicturedTask[], recorded: Trace, { isPartial = false, within = 0 } = {}) =>
  comparePicture({ tasks, isPartial }, recorded, within).map(({ differences }) => differences);

/** What differs between one line and the one task there is. */
const differences = (more: Partial<PicturedTask>, recorded: Trace, within = 0) =>
  compare([line('a', more)], recorded, { within })[0];

const waiting = (endedAt: number, outcome: NeverStarted['outcome']) => {
  const queued = { id: 0, label: 'a', input: 'a', source: pool, parent: undefined, queuedAt: 5 };
  return new Trace([], { neverStarted: [{ ...queued, endedAt, outcome }] });
};

describe('a line of a picture means a task', () => {
  const source = (name: string): Source => ({ kind: 'function', name });
  const none = (name: string, recorded: Trace) => compare([line(name)], recorded, { isPartial: true })[0];

  test('by its label, with or without the scheme of an address', () => {
    const recorded = trace(span('http://a.example', 0, 10));

    for (const name of ['a.example', 'http://a.example']) expect(none(name, recorded)).toEqual([]);
    expect(none('https://a.example', recorded)).toEqual(['missing']);
    expect(none('example', recorded)).toEqual(['missing']);
    expect(none('see a.example', trace(span('see http://a.example', 0, 10)))).toEqual(['missing']);
  });

  test('by what it was given, if that is a text or a number', () => {
    for (const [input, name] of [
      ['b', 'b'],
      [7, '7'],
    ] as const) {
      expect(none(name, trace(span('a', 0, 10, { input })))).toEqual([]);
    }
    expect(none('true', trace(span('a', 0, 10, { input: true })))).toEqual(['missing']);
    expect(none('null', trace(span('a', 0, 10, { input: null })))).toEqual(['missing']);
  });

  test('by its source, alone or before the label, if there are several', () => {
    const both = [span('1', 0, 10, { source: source('read') }), span('2', 0, 10, { source: source('write') })] as const;

    for (const name of ['read', 'read 1', '1']) expect(none(name, trace(...both))).toEqual([]);
    for (const name of ['read', 'read 1']) expect(none(name, trace(both[0]))).toEqual(['missing']);
  });

  test('by the short form that drawings have of a long label', () => {
    const folder = 'https://usegalaxy.org/api/histories/0123456789abcdef/contents';
    const recorded = trace(span(`${folder}/one`, 0, 10), span(`${folder}/two`, 0, 10));

    expect(compare([line('~contents/two'), line('~contents/one')], recorded)).toEqual([[], []]);
    expect(none('contents/one', recorded)).toEqual(['missing']);
  });
});

describe('what differs', () => {
  test.each<[EndMark, Outcome, string]>([
    ['!', 'fulfilled', 'was done, and should have failed'],
    ['|', 'rejected', 'failed, and should have been done'],
    ['x', 'timed-out', 'timed out, and should have been cancelled'],
    ['>', 'cancelled', 'was cancelled, and should have been unfinished'],
    ['T', 'unfinished', 'was unfinished, and should have timed out'],
    ['T', 'rejected', 'failed, and should have timed out'],
  ])('is an end: %s for %s', (end, outcome, words) => {
    expect(differences({ end }, trace(span('a', 0, 10, { outcome })))).toEqual([words]);
  });

  test.each<[EndMark, Outcome]>([
    ['!', 'rejected'],
    ['!', 'timed-out'],
    ['T', 'timed-out'],
    ['?', 'cancelled'],
  ])('is no end: %s for %s', (end, outcome) => {
    expect(differences({ end }, trace(span('a', 0, 10, { outcome })))).toEqual([]);
  });

  test('is no end: T for a task that failed because time ran out, as for `toTimeOut`', () => {
    const error = Object.assign(new Error('late'), { name: 'TimeoutError' });
    const late = trace(span('a', 0, 10, { outcome: 'rejected', error }));

    expect(differences({ end: 'T' }, late)).toEqual([]);
    expect(differences({ end: '!' }, late)).toEqual([]);
    expect(differences({ end: '|' }, late)).toEqual(['failed, and should have been done']);
    expect(late).toTimeOut();
  });

  test('are times, each by its name', () => {
    const recorded = trace(span('a', 30, 50, { queuedAt: 10 }));

    expect(differences({ begins: 20, ran: 25 }, recorded)).toEqual([
      'started at 30 ms, not 20 ms',
      'ran 20 ms, not 25 ms',
    ]);
    expect(differences({ begins: 20, waited: 10, ran: 20 }, recorded)).toEqual([
      'was queued at 10 ms, not 20 ms',
      'waited 20 ms, not 10 ms',
    ]);
    expect(differences({ begins: '?', waited: '?', ran: '?' }, recorded)).toEqual([]);
  });

  test('is no time that is as near as asked, or a microsecond', () => {
    const recorded = trace(span('a', 0, 10.0004));

    expect(differences({}, recorded)).toEqual([]);
    expect(differences({ ran: 12 }, recorded, 2)).toEqual([]);
    expect(differences({ ran: 12.001 }, recorded, 2)).toEqual(['ran 10 ms, not 12.001 ms']);
    expect(differences({ ran: 8 }, recorded, 2)).toEqual([]);
    expect(differences({}, trace(span('a', 0, 10.001)))).toEqual(['ran 10.001 ms, not 10 ms']);
  });

  test('is whether it started at all', () => {
    const { ran, ...neverRan } = line('a', { begins: 5, waited: 3, end: 'x' });

    expect(ran).toBe(10);
    expect(compare([neverRan], waiting(8, 'cancelled'))).toEqual([[]]);
    expect(compare([{ ...neverRan, waited: 2 }], waiting(8, 'cancelled'))).toEqual([['waited 3 ms, not 2 ms']]);
    expect(compare([{ ...neverRan, end: '>' }], waiting(8, 'cancelled'))).toEqual([
      ['was cancelled, and should have been unfinished'],
    ]);
    expect(compare([line('a')], waiting(8, 'unfinished'))).toEqual([['never started']]);
    expect(compare([neverRan], trace(span('a', 5, 8)))).toEqual([['started, and should never have']]);
  });

  test('is who is missing, and who is there besides', () => {
    const recorded = trace(span('a', 0, 10), span('b', 0, 10));

    expect(compare([line('b'), line('c')], recorded)).toEqual([[], ['missing'], ['not expected']]);
    expect(compare([line('b'), line('c')], recorded, { isPartial: true })).toEqual([[], ['missing']]);
  });
});
