import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { span, trace } from '../../src/trace/build';
import { peakConcurrency } from '../../src/trace/peak-concurrency';
import { Recorder } from '../../src/trace/recorder';
import type { Span } from '../../src/trace/span';
import { Trace } from '../../src/trace/trace';
import { anyTrace } from './arbitrary-trace';

describe('peakConcurrency', () => {
  test('says how many, when and who', () => {
    const a = span('a', 0, 30);
    const b = span('b', 10, 20);
    const c = span('c', 25, 40);

    const peak = peakConcurrency(trace(a, b, c));

    expect({ ...peak, spans: peak.spans.map(({ label }) => label) }).toEqual({
      ...{ count: 2, at: 10, fromStep: 1, untilStep: 2, spans: ['a', 'b'] },
    });
  });

  test('names nobody who had ended before', () => {
    const peak = peakConcurrency(trace(span('a', 0, 10), span('b', 20, 40), span('c', 30, 40)));

    expect({ at: peak.at, who: peak.spans.map(({ label }) => label) }).toEqual({ at: 30, who: ['b', 'c'] });
  });

  test('does not count a task that starts as another ends', () => {
    expect(peakConcurrency(trace(span('a', 0, 10), span('b', 10, 20))).count).toBe(1);
  });

  test('counts a task that starts just before another ends at the same instant', () => {
    const recorder = new Recorder(() => 0);
    const [a, b] = ['a', 'b'].map((label) =>
      recorder.queue({ source: { kind: 'pool', name: 'leaky' }, label, input: label }),
    );
    a!.start(0);
    b!.start(1);
    a!.end('fulfilled');
    b!.end('fulfilled');

    expect(peakConcurrency(recorder.trace()).count).toBe(2);
  });

  test('counts tasks that take no time', () => {
    expect(peakConcurrency(trace(span('a', 5, 5), span('b', 5, 5)))).toMatchObject({ count: 1, at: 5 });
  });

  test('is 0 for a trace without spans', () => {
    expect(peakConcurrency(new Trace([]))).toEqual({ count: 0, at: 0, fromStep: 0, untilStep: 0, spans: [] });
  });

  test('agrees with looking at every pair of spans', () => {
    fc.assert(
      fc.property(anyTrace(), (trace) => {
        const { count, fromStep, at, spans } = peakConcurrency(trace);

        // The peak is reached as one of the spans starts: count who is there at each start.
        const present = trace.spans.map((one) => trace.spans.filter((other) => isInFlight(other, one.startStep)));
        const first = present.findIndex((those) => those.length === Math.max(...present.map((they) => they.length)));

        expect(count).toBe(present[first]?.length ?? 0);
        expect(spans).toEqual(present[first] ?? []);
        expect(fromStep).toBe(trace.spans[first]?.startStep ?? 0);
        expect(at).toBe(trace.spans[first]?.startedAt ?? 0);
      }),
    );
  });

  test('stays the same until the step it names, at which one of them ends', () => {
    fc.assert(
      fc.property(
        anyTrace().filter((trace) => trace.length > 0),
        (trace) => {
          const { fromStep, untilStep, spans } = peakConcurrency(trace);

          expect(spans.map((span) => span.endStep).sort((a, b) => a - b)[0]).toBe(untilStep);
          expect(trace.spans.some((span) => fromStep < span.startStep && span.startStep < untilStep)).toBe(false);
        },
      ),
    );
  });

  test('counts a million spans', () => {
    const many = 1_000_000;
    const width = 1000;
    const spans = Array.from({ length: many }, (_, i) => aMillionth(i, width));

    const started = process.hrtime.bigint();
    const { count } = peakConcurrency(new Trace(spans));
    const took = Number(process.hrtime.bigint() - started) / 1e6;

    expect(count).toBe(width);
    if (process.env.LANES_MEASURE !== undefined) process.stdout.write(`a million spans: ${took.toFixed(0)} ms\n`);
  });
});

function isInFlight(span: Span, step: number): boolean {
  return span.startStep <= step && step < span.endStep;
}

// A thousand start, then one ends and one starts in turn, in an order that jumps about within each thousand.
function aMillionth(i: number, width: number): Span {
  const startStep = i < width ? i : 2 * i - width + 1;
  const round = Math.floor(i / width);
  const ends = (round + 1) * width + ((i * 7) % width);
  return { startStep, endStep: 2 * ends - width, startedAt: startStep, endedAt: 2 * ends - width } as Span;
}
