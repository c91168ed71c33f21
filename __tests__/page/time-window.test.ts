import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { windowAfter } from '../../src/page/client/timeline/keys';
import { panned, seeing, showing, wholeOf, zoomed } from '../../src/page/client/timeline/time-window';

const whole = { from: 0, until: 1000 };

describe('a window of time', () => {
  test('holds all the work, and a millisecond if it took none', () => {
    expect(
      wholeOf([
        { queuedAt: 5, endedAt: 20 },
        { queuedAt: 2, endedAt: 9 },
      ]),
    ).toEqual({ from: 2, until: 20 });
    expect(wholeOf([{ queuedAt: 7, endedAt: 7 }])).toEqual({ from: 7, until: 8 });
    expect(wholeOf([])).toEqual({ from: 0, until: 1 });
  });

  test('zooms around an instant that stays where it is', () => {
    expect(zoomed(whole, 2, 500, whole)).toEqual({ from: 250, until: 750 });
    expect(zoomed(whole, 4, 0, whole)).toEqual({ from: 0, until: 250 });
    expect(zoomed({ from: 250, until: 750 }, 0.1, 500, whole)).toEqual(whole);
  });

  test('pans to the ends, and no further', () => {
    expect(panned({ from: 100, until: 300 }, 50, whole)).toEqual({ from: 150, until: 350 });
    expect(panned({ from: 100, until: 300 }, -500, whole)).toEqual({ from: 0, until: 200 });
    expect(panned({ from: 100, until: 300 }, 5000, whole)).toEqual({ from: 800, until: 1000 });
  });

  test('moves to an instant only if it does not show it', () => {
    expect(seeing({ from: 100, until: 300 }, 200, whole)).toEqual({ from: 100, until: 300 });
    expect(seeing({ from: 100, until: 300 }, 600, whole)).toEqual({ from: 500, until: 700 });
    expect(showing(400, 500, whole)).toEqual({ from: 385, until: 515 });
  });

  test('stays within the whole, whatever one does', () => {
    const instant = fc.double({ min: 0, max: 1000, noNaN: true });
    const step = fc.oneof(
      fc.record({ by: fc.double({ min: 0.01, max: 100, noNaN: true }), at: instant }),
      fc.record({ ms: fc.double({ min: -3000, max: 3000, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const window = steps.reduce(
          (one, by) => ('ms' in by ? panned(one, by.ms, whole) : zoomed(one, by.by, by.at, whole)),
          whole,
        );

        expect(window.from).toBeGreaterThanOrEqual(0);
        expect(window.until).toBeLessThanOrEqual(1000 + 1e-9);
        expect(window.until - window.from).toBeGreaterThan(0);
      }),
    );
  });

  test('is not the matter of other keys', () => {
    expect(windowAfter({ key: 'ArrowLeft', shiftKey: false }, whole, 0, whole)).toBeUndefined();
    expect(windowAfter({ key: '0', shiftKey: false }, { from: 1, until: 2 }, 0, whole)).toBe(whole);
  });
});
