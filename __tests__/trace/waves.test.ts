import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { waves } from '../../src/trace/waves';
import { anyTrace } from './arbitrary-trace';

describe('waves', () => {
  test('groups tasks by the instant at which they started', () => {
    const found = waves(trace(span('a', 0, 10), span('b', 0, 5), span('c', 10, 20)));

    expect(found.map(({ at, spans }) => [at, spans.map(({ label }) => label)])).toEqual([
      [0, ['a', 'b']],
      [10, ['c']],
    ]);
  });

  test('takes instants for one that differ by the rounding of sums only', () => {
    const found = waves(trace(span('a', 0.3, 1), span('b', 0.1 + 0.2, 1), span('c', 0.31, 1)));

    expect(found.map(({ at, spans }) => [at, spans.map(({ label }) => label)])).toEqual([
      [0.3, ['a', 'b']],
      [0.31, ['c']],
    ]);
  });

  test('agrees with gathering, for each instant, all that started then', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        const instants = trace.spans.map((span) => span.startedAt).filter((at, i, all) => all.indexOf(at) === i);

        expect(waves(trace)).toEqual(
          instants.map((at) => ({ at, spans: trace.spans.filter((span) => span.startedAt === at) })),
        );
      }),
    );
  });
});
