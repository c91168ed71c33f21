import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { lowestFreeLanes } from '../../src/trace/lanes';
import { peakConcurrency } from '../../src/trace/peak-concurrency';
import type { Span } from '../../src/trace/span';
import { anyTrace } from './arbitrary-trace';

describe('lowestFreeLanes', () => {
  test('takes the lowest row that is free', () => {
    const { spans } = trace(span('a', 0, 30), span('b', 0, 20), span('c', 5, 10), span('d', 20, 30), span('e', 20, 30));

    expect(lowestFreeLanes(spans)).toEqual([0, 1, 2, 1, 2]);
  });

  test('agrees with trying every row against every span in it', () => {
    fc.assert(fc.property(anyTrace(), ({ spans }) => expect(lowestFreeLanes(spans)).toEqual(tryEveryRow(spans))));
  });

  test('uses as many rows as were in flight at the peak', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        expect(new Set(lowestFreeLanes(trace.spans)).size).toBe(peakConcurrency(trace).count);
      }),
    );
  });
});

function tryEveryRow(spans: readonly Span[]): number[] {
  const rows: Span[][] = [];
  return spans.map((span) => {
    const free = rows.findIndex((row) => row.every((other) => other.endStep <= span.startStep));
    const row = free === -1 ? rows.length : free;
    (rows[row] ??= []).push(span);
    return row;
  });
}
