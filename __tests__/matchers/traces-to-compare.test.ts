import { describe, expect, test } from '@jest/globals';
import { tracesToCompare } from '../../src/matchers/traces-to-compare';
import { span, trace } from '../../src/trace/build';
import { Trace, type Recording } from '../../src/trace/trace';

/** A task of 10 ms, recorded on that clock; by hand, on none. */
const on = (clock?: Recording['clock'], outcome: 'fulfilled' | 'unfinished' = 'fulfilled') =>
  new Trace(trace(span('a', 0, 10, { outcome })).spans, { recording: clock === undefined ? {} : { clock } });

describe('tracesToCompare', () => {
  test.each([
    ['virtual', 'virtual'],
    ['real', 'real'],
    [undefined, 'real'],
    ['virtual', undefined],
    [undefined, undefined],
  ] as const)('gives both of the clocks %s and %s', (one, other) => {
    const [it, its] = [on(one), on(other)];

    expect(tracesToCompare(it, its, 'other')).toEqual([it, its]);
  });

  test('throws for two clocks', () => {
    expect(() => tracesToCompare(on('virtual'), on('real'), 'other')).toThrow(
      'One was recorded on the virtual clock and the other on the real: their lengths do not compare.',
    );
  });

  test('throws for one that is not over, and says which', () => {
    expect(() => tracesToCompare(on('real', 'unfinished'), on('real'), 'other')).toThrow(
      'How long it takes cannot be said:',
    );
    expect(() => tracesToCompare(on('real'), on('real', 'unfinished'), 'other')).toThrow(
      'How long the other takes cannot be said:',
    );
  });
});
