import { describe, expect, test } from '@jest/globals';
import { observe, simulate, span, trace, traceOf, utilisation } from '../../src';
import { Recorder } from '../../src/trace/recorder';
import type { Span } from '../../src/trace/span';
import { Trace } from '../../src/trace/trace';

const labels = (those: Trace) => those.spans.map(({ label }) => label);
const labelled = (label: string) => (one: Span) => one.label === label;

const all = trace(span('a', 0, 10), span('b', 5, 20), span('c', 7, 9));
const [a, b, c] = ['a', 'b', 'c'].map((label) => all.filter(labelled(label))) as [Trace, Trace, Trace];

describe('trace.filter', () => {
  test('keeps the spans as they are, steps and lanes too', () => {
    const some = all.filter(({ label }) => label !== 'a');

    expect(some.spans).toEqual(all.spans.slice(1));
    expect(some.spans[0]).toBe(all.spans[1]);
    expect(all.length).toBe(3);
    expect(some).toOverlap('b', 'c');
  });

  test('leaves out work that never started', () => {
    const recorder = new Recorder(() => 0);
    recorder.queue({ source: all.sources[0]!, label: 'waits', input: 0 });

    expect(recorder.close().filter(() => true).neverStarted).toEqual([]);
  });

  test('refuses what is no function', () => {
    expect(() => all.filter('a' as never)).toThrow("Expected `select` to be a function of a span, got `'a'` (string).");
  });
});

describe('trace.merge', () => {
  test('puts spans into the order of their start steps, whoever is merged into whom', () => {
    expect(labels(c.merge(a))).toEqual(['a', 'c']);
    expect(labels(b.merge(c, a))).toEqual(['a', 'b', 'c']);
    expect(labels(c)).toEqual(['c']);
  });

  test('counts a span once that is in several', () => {
    expect(labels(all.merge(b, b))).toEqual(['a', 'b', 'c']);
  });

  test('refuses traces that were recorded apart, but not one without any work', () => {
    expect(() => a.merge(trace(span('x', 0, 1)))).toThrow('got traces that were recorded apart.');
    expect(labels(a.merge(new Trace([])))).toEqual(['a']);
    expect(labels(new Trace([]).merge(a, b))).toEqual(['a', 'b']);
  });

  test('refuses what is no trace', () => {
    expect(() => a.merge([b] as never)).toThrow('Expected `others` to be traces: `run.trace`, `traceOf(fn)`');
  });
});

describe('traceOf', () => {
  test('gives the calls of several observed functions as one, also if one was never called', async () => {
    const named = (name: string) => observe(async (n: number) => n, name);
    const [read, write, never] = [named('read'), named('write'), named('never')];

    const run = await simulate(() => Promise.all([read(1), write(2)]));

    expect(labels(traceOf([read, write, never]))).toEqual(['1', '2']);
    expect(() => traceOf(run)).toThrow('Expected one source of work to judge, got 2');
    expect(() => traceOf(run)).toThrow("run.only('read')");
  });

  test('refuses what cannot be judged', () => {
    for (const wrong of [4, [], [4], [all, 4], () => 0]) {
      expect(() => traceOf(wrong as never)).toThrow('Expected `judged` to be a run, a trace, a slow server');
    }
  });
});

test('utilisation counts lanes that had no work if it is told of them', () => {
  expect(utilisation(trace(span('a', 0, 10)), 4)).toBe(0.25);
});
