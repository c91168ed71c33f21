import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { span, trace } from '../../src/trace/build';
import { Recorder } from '../../src/trace/recorder';
import { SOURCE } from '../../src/trace/source';
import type { Source } from '../../src/trace/span';
import { Trace, isTrace } from '../../src/trace/trace';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };
const server: Source = { kind: 'server', name: 'https://usegalaxy.org' };
const labels = (those: Trace) => those.spans.map(({ label }) => label);

function mixed(): Trace {
  const recorder = new Recorder(() => 0, { seed: 5 });
  const [task, request, , late] = [
    recorder.queue({ source: pool, label: 'task', input: 0 }),
    recorder.queue({ source: server, label: 'request', input: 0 }),
    recorder.queue({ source: pool, label: 'waits', input: 0 }),
    recorder.queue({ source: server, label: 'cancelled', input: 0 }),
  ];
  task.start(0);
  request.start(0);
  late.cancel();
  request.end('fulfilled');
  task.end('fulfilled');
  return recorder.close();
}

describe('Trace', () => {
  test('shows its spans to console.log, made late or not', () => {
    const { spans } = trace(span('a', 0, 5));
    const late = new Trace(() => spans);

    expect(inspect(late)).toBe(inspect(new Trace(spans)));
    expect(inspect(late, { depth: 0, breakLength: Infinity })).toMatchInlineSnapshot(
      `"Trace { spans: [Array], neverStarted: [], recording: {} }"`,
    );
    expect(inspect({ run: late }, { depth: 0 })).toBe('{ run: [Trace] }');
    expect(inspect(late)).toContain("label: 'a'");
  });

  test('is frozen, iterable and in start order, whatever order it was given', () => {
    const [a, b] = trace(span('a', 0, 5), span('b', 1, 2)).spans;

    const made = new Trace([b!, a!]);

    expect([...made]).toEqual([a, b]);
    expect(made.length).toBe(2);
    expect([made, made.spans, made.neverStarted, a].every(Object.isFrozen)).toBe(true);
  });

  test('names its sources in the order of first appearance', () => {
    expect(mixed().sources).toEqual([pool, server]);
  });

  test.each([
    ['the source itself', server],
    ['a server that carries it', { [SOURCE]: server }],
    ['what another copy of the package made', { [Symbol.for('jest-lanes.source')]: server } as never],
    ['a function that carries it', Object.assign(() => undefined, { [SOURCE]: server })],
    ['its name', 'https://usegalaxy.org'],
  ])('narrows to one source by %s, and keeps what never started', (_how, source) => {
    const only = mixed().only(source);

    expect(labels(only)).toEqual(['request']);
    expect(only.neverStarted.map(({ label }) => label)).toEqual(['cancelled']);
    expect(only.recording).toEqual({ seed: 5 });
  });

  test('gives an empty trace for a source that did nothing', () => {
    expect(mixed().only({ [SOURCE]: { kind: 'server', name: 'idle' } }).length).toBe(0);
  });

  test('refuses a name that nobody has, and what has no source', () => {
    expect(() => mixed().only('usegalaxy')).toThrow(
      "Expected `source` to be the name of a source: 'asyncPool(2)', 'https://usegalaxy.org', got `'usegalaxy'` (string).",
    );
    expect(() => mixed().only(5 as never)).toThrow(
      'Expected `source` to be a pool, a server, an observed function or the name of one, got `5` (number).',
    );
    for (const none of [null, {}, { kind: 'pool' }, { name: 'asyncPool(2)' }]) {
      expect(() => mixed().only(none as never)).toThrow('Expected `source` to be a pool, a server');
    }
    expect(() => new Trace([]).only('a')).toThrow('Expected `source` to be the name of a source: there is none');
  });

  test('filters spans and leaves out what never started', () => {
    const found = mixed().filter((span) => span.source.kind === 'pool');

    expect(labels(found)).toEqual(['task']);
    expect(found.neverStarted).toEqual([]);
  });

  test('merges traces of one recording, each span once', () => {
    const all = mixed();

    const merged = Trace.merge([all.only(server), all.only(pool), all.only(server)]);

    expect(labels(merged)).toEqual(['task', 'request']);
    expect(merged.neverStarted.map(({ label }) => label)).toEqual(['waits', 'cancelled']);
    expect(Trace.merge([]).length).toBe(0);
  });

  test('refuses to merge what was recorded apart', () => {
    expect(() => Trace.merge([mixed(), mixed()])).toThrow(
      'Expected the traces of one simulation, got traces that were recorded apart.',
    );
  });
});

describe('isTrace', () => {
  test('knows traces of any copy of the package by their mark', () => {
    expect(isTrace(mixed())).toBe(true);
    expect(isTrace({ [Symbol.for('jest-lanes.trace')]: true })).toBe(true);
    expect([isTrace([]), isTrace(null), isTrace('trace')]).toEqual([false, false, false]);
  });
});
