import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { criticalPath } from '../../src/trace/critical-path';
import { span, trace } from '../../src/trace/build';
import type { Span } from '../../src/trace/span';
import type { Trace } from '../../src/trace/trace';
import { anyTrace } from './arbitrary-trace';

const labels = (found: readonly Span[]) => found.map(({ label }) => label);

/** The obvious twin: looks at all spans for each step back. */
function slowPath({ spans }: Trace): readonly Span[] {
  const lastBefore = (step: number): Span | undefined =>
    spans
      .filter(({ endStep }) => endStep < step)
      .reduce<Span | undefined>((a, b) => (a && a.endStep > b.endStep ? a : b), undefined);
  const path: Span[] = [];
  let span = lastBefore(Infinity);
  while (span !== undefined) {
    path.unshift(span);
    const before = lastBefore(span.startStep);
    span = before?.endedAt === span.startedAt ? before : undefined;
  }
  return path;
}

test('leads back from the last to end, through whoever made room', () => {
  expect(labels(criticalPath(trace(span('a', 0, 30), span('b', 0, 10), span('c', 10, 50), span('d', 30, 40))))).toEqual(
    ['b', 'c'],
  );
});

test('begins after a gap in which nothing ended', () => {
  expect(labels(criticalPath(trace(span('a', 0, 10), span('b', 15, 20))))).toEqual(['b']);
});

test('of no spans is empty', () => {
  expect(criticalPath(trace())).toEqual([]);
});

test('is the one its obvious twin finds', () => {
  fc.assert(
    fc.property(anyTrace(), (some) => {
      expect(labels(criticalPath(some))).toEqual(labels(slowPath(some)));
    }),
  );
});
