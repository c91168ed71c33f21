import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { finishOrder, startOrder } from '../../src/trace/order';
import type { Span } from '../../src/trace/span';
import { anyTrace } from './arbitrary-trace';

const labels = (spans: readonly Span[]) => spans.map((span) => span.label);

describe('startOrder', () => {
  test('is the order of the start steps, whatever the order of queueing', () => {
    expect(labels(startOrder(trace(span('late', 5, 6), span('early', 0, 9))))).toEqual(['early', 'late']);
  });

  test('puts each span before all that started after it', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        const order = startOrder(trace);
        for (const [i, one] of order.entries()) {
          for (const other of order.slice(i + 1)) expect(one.startStep).toBeLessThan(other.startStep);
        }
      }),
    );
  });
});

describe('finishOrder', () => {
  test('is the order of the end steps', () => {
    expect(labels(finishOrder(trace(span('long', 0, 20), span('short', 0, 10))))).toEqual(['short', 'long']);
  });

  test('agrees with counting, for each span, how many ended before it', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        const endsBefore = (one: Span) => (other: Span) =>
          other.endStep < one.endStep || (other.endStep === one.endStep && other.startStep < one.startStep);

        for (const one of trace) {
          expect(finishOrder(trace).indexOf(one)).toBe(trace.spans.filter(endsBefore(one)).length);
        }
      }),
    );
  });
});
