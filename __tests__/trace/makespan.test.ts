import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { makespan } from '../../src/trace/makespan';
import { Trace } from '../../src/trace/trace';
import { anyTrace } from './arbitrary-trace';

describe('makespan', () => {
  test('runs from the first start to the last end, gaps and all', () => {
    expect(makespan(trace(span('a', 5, 10), span('b', 30, 40)))).toBe(35);
  });

  test('does not count the waiting before the first start', () => {
    expect(makespan(trace(span('a', 5, 10, { queuedAt: 0 })))).toBe(5);
  });

  test('is 0 for a trace without spans', () => {
    expect(makespan(new Trace([]))).toBe(0);
  });

  test('agrees with the longest way from any start to any end', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        const ways = trace.spans.flatMap((one) => trace.spans.map((other) => other.endedAt - one.startedAt));
        expect(makespan(trace)).toBe(Math.max(0, ...ways));
      }),
    );
  });
});
