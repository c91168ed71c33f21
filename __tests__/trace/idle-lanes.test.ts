import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { idleWhileQueued } from '../../src/trace/idle-lanes';
import { Trace } from '../../src/trace/trace';
import { anyTrace } from './arbitrary-trace';

describe('idleWhileQueued', () => {
  test('gives each stretch whole, and no hand-over that takes no time', () => {
    const those = trace(
      span('a', 0, 10),
      span('b', 10, 20, { queuedAt: 0 }),
      span('c', 30, 40, { queuedAt: 0 }),
      span('d', 30, 40, { queuedAt: 25 }),
    );

    expect(idleWhileQueued(those, 1)).toEqual([{ from: 20, until: 30 }]);
    expect(idleWhileQueued(those, 2)).toEqual([{ from: 0, until: 30 }]);
  });

  test('takes no notice of lanes that nobody waits for, once who waited has started or given up', () => {
    const later = [span('b', 5, 10, { queuedAt: 0 }), span('c', 20, 30)];

    expect(idleWhileQueued(trace(span('a', 0, 10), ...later), 3)).toEqual([{ from: 0, until: 5 }]);
    const { spans } = trace(span('a', 0, 10), span('c', 20, 30));
    const givenUp = { ...spans[0]!, id: 9, queuedAt: 0, endedAt: 5, outcome: 'cancelled' } as const;
    expect(idleWhileQueued(new Trace(spans, { neverStarted: [givenUp] }), 2)).toEqual([{ from: 0, until: 5 }]);
  });

  test('agrees with looking at every millisecond', () => {
    fc.assert(
      fc.property(anyTrace(), fc.integer({ min: 1, max: 5 }), (those, lanes) => {
        const isIdle = (ms: number) => {
          const waits = [
            ...those.spans.map(({ queuedAt, startedAt }) => [queuedAt, startedAt] as const),
            ...those.neverStarted.map(({ queuedAt, endedAt }) => [queuedAt, endedAt] as const),
          ].some(([from, until]) => from <= ms && ms < until);
          const running = those.spans.filter(({ startedAt, endedAt }) => startedAt <= ms && ms < endedAt).length;
          return waits && running < lanes;
        };
        const expected = Array.from({ length: 200 }, (_, ms) => ms).filter(isIdle);

        const found = idleWhileQueued(those, lanes);

        expect(found.flatMap(({ from, until }) => Array.from({ length: until - from }, (_, i) => from + i))).toEqual(
          expected,
        );
        expect(found.every(({ from }, i) => i === 0 || found[i - 1]!.until < from)).toBe(true);
      }),
    );
  });
});
