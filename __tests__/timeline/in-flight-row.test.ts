import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { axisFor } from '../../src/timeline/axis';
import { drawCarets } from '../../src/timeline/carets';
import { drawInFlight } from '../../src/timeline/in-flight-row';
import { span, trace } from '../../src/trace/build';
import { inFlight, stretchesWhere } from '../../src/trace/in-flight';
import type { Trace } from '../../src/trace/trace';
import { anyTrace } from '../trace/arbitrary-trace';

const COLUMNS = 20;

function pictureOf({ spans }: Trace, limit = 1) {
  const until = Math.max(...spans.map((span) => span.endedAt));
  const axis = axisFor(spans, { from: 0, until }, COLUMNS);
  const stairs = inFlight(spans);
  const stretches = stretchesWhere(stairs, (count) => count > limit);
  const carets = drawCarets({ stretches, meaning: 'over' }, axis);
  return { axis, counts: drawInFlight(stairs, axis), carets: carets.padEnd(COLUMNS) };
}

const lasting = anyTrace().filter(({ spans }) => spans.some((span) => span.endedAt > span.startedAt));

describe('the row of how many were in flight', () => {
  test('keeps a peak that is shorter than a column', () => {
    const { counts, carets } = pictureOf(trace(span('a', 0, 100), span('b', 52, 53), span('c', 52, 52.5)), 2);

    expect([counts, carets]).toEqual(['11111111113111111111', '          ^         ']);
  });

  test('says + above 9', () => {
    const crowd = trace(...Array.from({ length: 10 }, (_, i) => span(`${i}`, 0, i === 0 ? 5 : 10)));

    expect(pictureOf(crowd).counts).toBe('++++++++++9999999999');
  });

  test('agrees with looking, for each column, at every stair that touches it', () => {
    fc.assert(
      fc.property(lasting, (trace) => {
        const { axis, counts } = pictureOf(trace);
        const { at, counts: heights } = inFlight(trace.spans);

        const width = axis.scale.until / COLUMNS;
        const expected = Array.from({ length: COLUMNS }, (_, column) => {
          const [left, right] = [column * width, (column + 1) * width];
          const touching = [...heights].filter((_, i) => {
            const [from, until] = [at[i]!, at[i + 1] ?? axis.scale.until];
            const isLast = column === COLUMNS - 1;
            // An instant on the border belongs to the right column; there is none to the right of the last.
            if (from === until) return from >= left - 1e-9 && (isLast || from < right - 1e-9);
            return from < right - 1e-9 && until > left + 1e-9;
          });
          return Math.max(0, ...touching);
        });

        expect(counts.split('').map((digit) => (digit === '+' ? 10 : Number(digit)))).toEqual(
          expected.map((count) => Math.min(count, 10)),
        );
      }),
    );
  });

  test('marks a column exactly if more than the limit were in flight in it', () => {
    fc.assert(
      fc.property(anyTrace(), fc.integer({ min: 1, max: 4 }), (trace, limit) => {
        fc.pre(trace.length > 0);
        const { counts, carets } = pictureOf(trace, limit);

        expect(carets.split('').map((mark) => mark === '^')).toEqual(
          counts.split('').map((digit) => digit === '+' || Number(digit) > limit),
        );
      }),
    );
  });
});
