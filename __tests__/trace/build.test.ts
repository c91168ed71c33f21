import { describe, expect, test } from '@jest/globals';
import { span, trace, type SpanSketch } from '../../src/trace/build';

const steps = (...sketches: SpanSketch[]) =>
  trace(...sketches).spans.map(({ label, startStep, endStep }) => `${label} ${startStep}-${endStep}`);

describe('span', () => {
  test.each([
    ['startedAt', () => span('a', -1, 5), 'Expected `startedAt` to be a number of milliseconds from 0 up, got `-1`'],
    ['endedAt', () => span('a', 0, NaN), 'Expected `endedAt` to be a number of milliseconds from 0 up, got `NaN`'],
    ['endedAt', () => span('a', 5, 4), 'Expected `endedAt` to be 5 or later, when it started, got `4` (number).'],
    [
      'queuedAt',
      () => span('a', 5, 6, { queuedAt: -1 }),
      'Expected `queuedAt` to be a number of milliseconds from 0 up',
    ],
    ['label', () => span(7 as never, 0, 1), 'Expected `label` to be a text, got `7` (number).'],
    ['lane', () => span('a', 0, 1, { lane: -1 }), 'Expected `lane` to be a whole number from 0 up, got `-1` (number).'],
    [
      'lane',
      () => span('a', 0, 1, { lane: 0.5 }),
      'Expected `lane` to be a whole number from 0 up, got `0.5` (number).',
    ],
    [
      'outcome',
      () => span('a', 0, 1, { outcome: 'done' as never }),
      "Expected `outcome` to be one of 'fulfilled', 'rejected', 'timed-out', 'cancelled', 'unfinished', got `'done'` (string).",
    ],
    ['queuedAt', () => span('a', 5, 6, { queuedAt: 7 }), 'Expected `queuedAt` to be 5 or earlier, when it started'],
  ])('refuses a wrong `%s`', (_what, write, message) => {
    expect(write).toThrow(message);
  });
});

describe('trace', () => {
  test('gives steps by time, and sorts by start', () => {
    expect(steps(span('b', 5, 20), span('a', 0, 10))).toEqual(['a 0-2', 'b 1-3']);
  });

  test('puts ends before starts at one instant', () => {
    expect(steps(span('b', 10, 20), span('a', 0, 10))).toEqual(['a 0-1', 'b 2-3']);
  });

  test('puts the lower lane first at one instant, then the earlier argument', () => {
    expect(steps(span('b', 0, 9, { lane: 1 }), span('a', 0, 9, { lane: 0 }))).toEqual(['a 0-2', 'b 1-3']);
    expect(steps(span('b', 0, 9), span('a', 0, 9))).toEqual(['b 0-2', 'a 1-3']);
  });

  test('ends a span that takes no time before anything else starts', () => {
    expect(steps(span('a', 0, 9), span('b', 0, 0), span('c', 0, 0))).toEqual(['a 0-5', 'b 1-2', 'c 3-4']);
  });

  test('fills in what was not said, and numbers spans by argument', () => {
    expect([...trace(span('b', 5, 20), span('a', 0, 10, { outcome: 'rejected', error: 'no' }))]).toEqual([
      {
        ...{ id: 1, label: 'a', input: 'a', source: { kind: 'function', name: 'by hand' }, parent: undefined },
        ...{ lane: 0, queuedAt: 0, startedAt: 0, endedAt: 10, startStep: 0, endStep: 2 },
        ...{ outcome: 'rejected', error: 'no' },
      },
      {
        ...{ id: 0, label: 'b', input: 'b', source: { kind: 'function', name: 'by hand' }, parent: undefined },
        ...{ lane: 1, queuedAt: 5, startedAt: 5, endedAt: 20, startStep: 1, endStep: 3, outcome: 'fulfilled' },
      },
    ]);
  });

  test('leaves spans in the lanes that they have', () => {
    const those = trace(span('a', 0, 1, { lane: 4 }), span('b', 0, 1, { lane: 2 }));

    expect(those.spans.map(({ label, lane }) => [label, lane])).toEqual([
      ['b', 2],
      ['a', 4],
    ]);
  });

  test('takes what is undefined for what was not said', () => {
    const unsaid = { lane: undefined, queuedAt: undefined, outcome: undefined, source: undefined };

    expect(trace(span('a', 5, 6, unsaid as never), span('b', 5, 7)).spans).toEqual(
      trace(span('a', 5, 6), span('b', 5, 7)).spans,
    );
  });

  test.each([[[span('a', 0, 1)]], ['a'], [undefined], [{ label: 'a' }]])('refuses %j for a span', (sketch) => {
    expect(() => trace(sketch as never)).toThrow(
      'Expected `spans` to be made by `span(label, startedAt, endedAt)`, got ',
    );
  });

  test('refuses lanes for some spans only', () => {
    expect(() => trace(span('a', 0, 1, { lane: 0 }), span('b', 0, 1))).toThrow(
      'Expected every span to have a lane, or none.',
    );
  });
});
