import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { inFlight } from '../../src/trace/in-flight';
import { makespan } from '../../src/trace/makespan';
import { wait } from '../../src/trace/wait';
import { utilisation } from '../../src/trace/utilisation';
import { work } from '../../src/trace/work';
import { Trace } from '../../src/trace/trace';
import { anyTrace } from './arbitrary-trace';

describe('work', () => {
  test('counts overlapping tasks each in full', () => {
    expect(work(trace(span('a', 0, 10), span('b', 5, 20)))).toBe(25);
  });

  test('agrees with counting, for each millisecond, who was running', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        let sum = 0;
        for (let ms = 0; ms < 200; ms++) {
          sum += trace.spans.filter((span) => span.startedAt <= ms && ms < span.endedAt).length;
        }
        expect(work(trace)).toBe(sum);
      }),
    );
  });

  test('is what lies under the staircase of how many were in flight', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        const { at, counts } = inFlight(trace.spans);
        const under = [...counts].map((count, i) => count * ((at[i + 1] ?? at[i]!) - at[i]!));
        expect(work(trace)).toBe(under.reduce((sum, area) => sum + area, 0));
      }),
    );
  });
});

describe('wait', () => {
  test('is the time from queueing to start, of all tasks together', () => {
    expect(wait(trace(span('a', 4, 10, { queuedAt: 1 }), span('b', 10, 12, { queuedAt: 0 })))).toBe(13);
  });

  test('agrees with counting, for each millisecond, who was queued', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        let sum = 0;
        for (let ms = 0; ms < 200; ms++) {
          sum += trace.spans.filter((span) => span.queuedAt <= ms && ms < span.startedAt).length;
        }
        expect(wait(trace)).toBe(sum);
      }),
    );
  });
});

describe('utilisation', () => {
  test('is the share of the lanes’ time in which they worked', () => {
    expect(utilisation(trace(span('a', 0, 10), span('b', 0, 5)))).toBe(0.75);
  });

  test('counts the lanes of each source by themselves', () => {
    const [first, second] = [{ kind: 'server', name: 'a' } as const, { kind: 'server', name: 'b' } as const];
    const both = trace(span('a', 0, 10, { source: first, lane: 0 }), span('b', 0, 10, { source: second, lane: 0 }));

    expect(utilisation(both)).toBe(1);
  });

  test.each([0, -1, 1.5, NaN, Infinity, '2'])('refuses %p lanes', (lanes) => {
    expect(() => utilisation(trace(span('a', 0, 10)), lanes as number)).toThrow(
      'Expected `lanes` to be a whole number from 1 up, got ',
    );
  });

  test('is 1 when nothing took any time, or nothing happened', () => {
    expect(utilisation(trace(span('a', 3, 3)))).toBe(1);
    expect(utilisation(new Trace([]))).toBe(1);
  });

  test('agrees with looking into every lane at every millisecond, and never exceeds 1 when lanes do not overlap', () => {
    fc.assert(
      fc.property(anyTrace(), (recorded) => {
        const sketches = recorded.spans.map(({ label, startedAt, endedAt }) => span(label, startedAt, endedAt));
        const packed = trace(...sketches);
        fc.pre(makespan(packed) > 0);
        const lanes = [...new Set(packed.spans.map(({ lane }) => lane))];
        const first = packed.spans[0]!.startedAt;

        let busy = 0;
        for (let ms = first; ms < first + makespan(packed); ms++) {
          const isBusy = (lane: number) =>
            packed.spans.some((span) => span.lane === lane && span.startedAt <= ms && ms < span.endedAt);
          busy += lanes.filter(isBusy).length;
        }

        expect(utilisation(packed)).toBeCloseTo(busy / (lanes.length * makespan(packed)), 10);
        expect(utilisation(packed)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
