import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { busiestWindow } from '../../src/trace/busiest-window';
import { Trace } from '../../src/trace/trace';
import { anyTrace } from './arbitrary-trace';

/** Those that start at these instants and take 1 ms each. */
const starting = (...instants: number[]) => trace(...instants.map((at) => span(`at ${at}`, at, at + 1)));

const found = (those: ReturnType<typeof trace>, length: number) => {
  const { from, spans } = busiestWindow(those, length);
  return [from, spans.map(({ label }) => label)];
};

describe('busiestWindow', () => {
  test('slides: it begins at any start, not only at multiples of its length', () => {
    expect(found(starting(0, 90, 95, 105, 110), 100)).toEqual([90, ['at 90', 'at 95', 'at 105', 'at 110']]);
  });

  test('has its beginning and not its end', () => {
    expect(found(starting(0, 100, 200), 100)).toEqual([0, ['at 0']]);
    expect(found(starting(0, 99, 199), 100)).toEqual([0, ['at 0', 'at 99']]);
  });

  test('is the first of several', () => {
    expect(found(starting(0, 0, 500, 500), 100)).toEqual([0, ['at 0', 'at 0']]);
  });

  test('goes by time, whatever the steps', () => {
    const [first, second, third] = starting(0, 10, 200).spans;

    expect(found(new Trace([{ ...first!, startStep: 9 }, second!, third!]), 100)).toEqual([0, ['at 0', 'at 10']]);
  });

  test('has none of a trace without spans', () => {
    expect(busiestWindow(trace(), 100)).toEqual({ from: 0, spans: [] });
  });

  test('agrees with counting, for each start, all that started from then on', () => {
    fc.assert(
      fc.property(anyTrace(), fc.integer({ min: 1, max: 50 }), (those, length) => {
        const windows = those.spans.map(({ startedAt: from }) => ({
          from,
          count: those.spans.filter(({ startedAt: at }) => from <= at && at - from < length).length,
        }));
        const most = Math.max(0, ...windows.map(({ count }) => count));
        const first = Math.min(...windows.filter(({ count }) => count === most).map(({ from }) => from));
        const { from, spans } = busiestWindow(those, length);

        expect(spans).toHaveLength(most);
        expect(from).toBe(most === 0 ? 0 : first);
        expect(spans.every(({ startedAt: at }) => from <= at && at - from < length)).toBe(true);
      }),
    );
  });
});
