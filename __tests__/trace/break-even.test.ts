import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { breakEven, type Cost, costOf } from '../../src/trace/break-even';
import { span, trace } from '../../src/trace/build';

describe('costOf', () => {
  test('counts from the first that was asked for to the last that ended, and tells the start apart', () => {
    const late = trace(span('a', 30, 40, { queuedAt: 20 }), span('b', 25, 90, { queuedAt: 10 }));

    expect(costOf(late)).toEqual({ start: 15, work: 65 });
    expect(costOf(trace(span('a', 5, 8)))).toEqual({ start: 0, work: 3 });
    expect(costOf(trace())).toEqual({ start: 0, work: 0 });
  });
});

describe('breakEven', () => {
  test('is how many times as long the tasks must be', () => {
    expect(breakEven({ start: 50, work: 4 }, { start: 0, work: 8 })).toBe(12.5);
    expect(breakEven({ start: 50, work: 400 }, { start: 0, work: 800 })).toBe(0.125);
  });

  test('is nothing if it gains nothing once it has started', () => {
    expect(breakEven({ start: 50, work: 8 }, { start: 0, work: 8 })).toBeUndefined();
    expect(breakEven({ start: 50, work: 9 }, { start: 0, work: 8 })).toBeUndefined();
  });

  test('is 0 if it starts sooner and works faster', () => {
    expect(breakEven({ start: 10, work: 4 }, { start: 20, work: 8 })).toBe(0);
  });

  // The slow twin makes the tasks longer and longer, and looks which takes less.
  test('is where longer tasks begin to pay', () => {
    const cost = fc.record({ start: fc.integer({ min: 0, max: 100 }), work: fc.integer({ min: 1, max: 100 }) });
    const took = ({ start, work }: Cost, times: number) => start + times * work;

    fc.assert(
      fc.property(cost, cost, (one, other) => {
        const found = breakEven(one, other) ?? Infinity;
        for (const times of [0.01, 0.1, 0.5, 1, 2, 5, 10, 50, 101]) {
          const gains = other.work > one.work;
          if (gains && times !== found) expect(took(one, times) < took(other, times)).toBe(times > found);
          if (!gains && took(one, 0) >= took(other, 0))
            expect(took(one, times)).toBeGreaterThanOrEqual(took(other, times));
        }
      }),
    );
  });
});
