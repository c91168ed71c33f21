import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkLatency, drawDelay, exponential, longTail, normal } from '../../src/servers/latency';
import { randomStream } from '../../src/time/random';

const draws = (latency: Parameters<typeof drawDelay>[1], count: number): number[] => {
  const random = randomStream(1, 'latency');
  return Array.from({ length: count }, () => drawDelay('firstByte', latency, random) as number);
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (values: readonly number[], is: (value: number) => boolean): number =>
  values.filter(is).length / values.length;

describe('drawDelay', () => {
  test('gives a fixed number of milliseconds as it is, and draws nothing for it', () => {
    const random = (): number => {
      throw new Error('drew');
    };

    expect(drawDelay('connect', 0.5, random)).toBe(0.5);
    expect(drawDelay('connect', 'never', random)).toBe('never');
  });

  test('draws every whole millisecond of a range, both ends included', () => {
    expect([...new Set(draws([3, 6], 200))].sort()).toEqual([3, 4, 5, 6]);
    expect(draws([7, 7], 3)).toEqual([7, 7, 7]);
  });

  test('gives whole milliseconds from 0 up, whatever a distribution gives', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (drawn) => {
        const delay = drawDelay('connect', () => drawn, Math.random);

        expect(delay).toBe(Math.max(0, Math.round(drawn)));
      }),
    );
  });

  test('names the phase whose distribution gives no number', () => {
    expect(() => drawDelay('firstByte', () => NaN, Math.random)).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`firstByte()\` to be a finite number of milliseconds, got \`NaN\` (number)."`,
    );
  });
});

describe('the distributions', () => {
  test('exponential has the mean asked for, and six in ten waits below it', () => {
    const waits = draws(exponential({ mean: 300 }), 20_000);

    expect(mean(waits)).toBeCloseTo(300, -1);
    expect(share(waits, (wait) => wait < 300)).toBeCloseTo(1 - 1 / Math.E, 1);
  });

  test('normal has two in three waits within one deviation of its mean', () => {
    const waits = draws(normal({ mean: 300, deviation: 50 }), 20_000);

    expect(mean(waits)).toBeCloseTo(300, -1);
    expect(share(waits, (wait) => Math.abs(wait - 300) <= 50)).toBeCloseTo(0.683, 1);
  });

  test('normal waits no less than 0 ms when its deviation would have it', () => {
    expect(Math.min(...draws(normal({ mean: 10, deviation: 50 }), 1000))).toBe(0);
  });

  test('longTail has half its waits below the median and one in a hundred above p99', () => {
    const waits = draws(longTail({ median: 120, p99: 2500 }), 50_000);

    expect(share(waits, (wait) => wait < 120)).toBeCloseTo(0.5, 1);
    expect(share(waits, (wait) => wait > 2500)).toBeCloseTo(0.01, 2);
  });

  test('refuse figures that describe no law', () => {
    expect(() => exponential({ mean: -1 })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`mean\` to be a number of milliseconds from 0 up, got \`-1\` (number)."`,
    );
    expect(() => normal({ mean: 300, deviation: NaN })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`deviation\` to be a number of milliseconds from 0 up, got \`NaN\` (number)."`,
    );
    expect(() => longTail({ median: 0, p99: 10 })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`median\` to be a number of milliseconds greater than 0, got \`0\` (number)."`,
    );
    expect(() => longTail({ median: 100, p99: 10 })).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`p99\` to be at least the median (100 ms), got \`10\` (number)."`,
    );
  });
});

describe('checkLatency', () => {
  test.each([0, 12.5, 'never', [0, 0], [10, 20], exponential({ mean: 3 })])('takes %p', (latency) => {
    expect(checkLatency('plan.connect', latency)).toBe(latency);
  });

  test('refuses what is no length of time, and says what is one', () => {
    expect(() => checkLatency('plan.connect', -1)).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.connect\` to be a number of milliseconds from 0 up, got \`-1\` (number).
     Or 'never', a range [least, most], or a distribution such as exponential({ mean: 300 })."
    `);
    expect(() => checkLatency('plan.connect', 'soon')).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`plan.connect\` to be a number of milliseconds from 0 up, got \`'soon'\` (string).
     Or 'never', a range [least, most], or a distribution such as exponential({ mean: 300 })."
    `);
    expect(() => checkLatency('plan.connect', [20, 10])).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.connect\` to be a range [least, most] of whole milliseconds from 0 up, got \`[ 20, 10 ]\` (array)."`,
    );
    expect(() => checkLatency('plan.connect', [1])).toThrowErrorMatchingInlineSnapshot(
      `"Expected \`plan.connect\` to be a range [least, most] of whole milliseconds from 0 up, got \`[ 1 ]\` (array)."`,
    );
  });
});
