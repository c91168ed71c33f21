import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { busiestWindow } from '../../src/trace/busiest-window';
import { sparsestWindow } from '../../src/trace/sparsest-window';
import { Trace } from '../../src/trace/trace';
import { anyTrace } from './arbitrary-trace';

/** Those that start at these instants and take 1 ms each. */
const starting = (...instants: number[]) => trace(...instants.map((at) => span(`at ${at}`, at, at + 1)));

const found = (those: ReturnType<typeof trace>, length: number) => {
  const window = sparsestWindow(those, length);
  return window && [window.from, window.spans.map(({ label }) => label), window.next.label];
};

describe('sparsestWindow', () => {
  test('has as many as any other, of those that start evenly', () => {
    expect(found(starting(0, 0, 100, 100, 200), 100)).toEqual([0, ['at 0', 'at 0'], 'at 100']);
    expect(found(starting(0, 50, 100, 150), 100)).toEqual([0, ['at 0', 'at 50'], 'at 100']);
  });

  test('is found where fewer start later', () => {
    expect(found(starting(0, 0, 100, 200, 300, 300), 100)).toEqual([100, ['at 100'], 'at 200']);
  });

  test('is found where fewer start at first', () => {
    expect(found(starting(0, 100, 100, 200), 100)).toEqual([0, ['at 0'], 'at 100']);
  });

  test('slides, and may have none in it at all', () => {
    expect(found(starting(0, 0, 130, 130), 100)).toEqual([30, [], 'at 130']);
    expect(found(starting(0, 30, 130), 100)).toEqual([30, ['at 30'], 'at 130']);
    expect(found(starting(0, 29, 130), 100)).toEqual([30, [], 'at 130']);
  });

  test('is the first of several', () => {
    expect(found(starting(0, 200, 400), 100)).toEqual([100, [], 'at 200']);
  });

  test('goes by time, whatever the steps', () => {
    const [first, second, third, last] = starting(0, 50, 200, 300).spans;
    const those = new Trace([first!, second!, { ...third!, startStep: 9 }, last!]);

    expect(found(those, 100)).toEqual([100, [], 'at 200']);
  });

  test('is none if no window has room between the first start and the last', () => {
    expect(found(starting(0, 50, 99), 100)).toBeUndefined();
    expect(found(starting(100, 150, 199), 100)).toBeUndefined();
    expect(found(starting(0), 100)).toBeUndefined();
    expect(found(starting(), 100)).toBeUndefined();
  });

  test('agrees with counting in each window that ends at any instant', () => {
    fc.assert(
      fc.property(anyTrace(), fc.integer({ min: 1, max: 30 }), (those, length) => {
        const starts = those.spans.map(({ startedAt }) => startedAt);
        const [first, last] = [Math.min(...starts), Math.max(...starts)];
        const windows = Array.from({ length: 2 * Math.max(0, last - first - length + 1) }, (_, i) => first + i / 2)
          .filter((from) => from + length <= last)
          .map((from) => ({ from, count: starts.filter((at) => from <= at && at < from + length).length }));
        const window = sparsestWindow(those, length);

        expect(window?.spans.length ?? Infinity).toBe(Math.min(...windows.map(({ count }) => count)));
        if (window === undefined) return;
        const { from, spans, next } = window;
        expect(spans).toEqual(those.spans.filter(({ startedAt: at }) => from <= at && at < from + length));
        expect(next).toBe(those.spans.find(({ startedAt: at }) => at === from + length));
      }),
    );
  });

  test('has n in it, and the busiest has no more, just if n start in the first and each later one a window after the n-th before it', () => {
    const evenly = fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }).map((gaps) => {
      let at = 0;
      return starting(...gaps.map((gap) => (at += gap)));
    });
    fc.assert(
      fc.property(evenly, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }), (those, n, length) => {
        const starts = those.spans.map(({ startedAt }) => startedAt);
        fc.pre(starts.length > n && starts.at(-1)! - starts[0]! >= length);
        const isFullAtFirst = starts[n - 1]! - starts[0]! < length;
        const isSteady = isFullAtFirst && starts.slice(n).every((at, i) => at - starts[i]! === length);

        const [most, fewest] = [busiestWindow(those, length), sparsestWindow(those, length)!];
        expect(most.spans.length === n && fewest.spans.length === n).toBe(isSteady);
      }),
    );
  });
});
