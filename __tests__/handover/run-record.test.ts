import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { MOST_SPANS, runFacts } from '../../src/handover/run-record';
import { traceOfRecord } from '../../src/handover/trace-of-record';
import type { RunRecord } from '../../src/handover/records';
import { span, trace } from '../../src/trace/build';
import type { EndedRun } from '../../src/trace/listener';
import type { Trace } from '../../src/trace/trace';
import { makespan } from '../../src/trace/makespan';
import { peakConcurrency } from '../../src/trace/peak-concurrency';
import { hashOf } from '../../src/trace/trace-json';

const everything = { spans: MOST_SPANS, withValues: true };

function ended(all: Trace, more: Partial<EndedRun> = {}): EndedRun {
  return { trace: all, judged: all, clock: 'virtual', elapsed: makespan(all), realMs: 3, ...more };
}

function recordOf(run: EndedRun, extent = everything): RunRecord {
  const where = { kind: 'run', file: 'a.test.ts', test: 'runs', retry: 0, number: 0 } as const;
  return { ...where, ...runFacts(run, extent), failures: [] };
}

describe('a run as it is written down', () => {
  test('has its measures, its holds and what it failed with', () => {
    const all = trace(span('a', 0, 1000, { input: 1 }), span('b', 0, 3000, { result: { n: 2 } }));
    const holds = [
      { name: 'upload', realMs: 40 },
      { name: 'file request', realMs: 0.2 },
    ];

    const facts = runFacts(ended(all, { holds, failure: { error: new TypeError('no') } }), everything);

    expect({ ...facts, spans: facts.spans.map(({ label, input, result }) => ({ label, input, result })) })
      .toMatchInlineSnapshot(`
     {
       "clock": "virtual",
       "elapsedMs": 3000,
       "error": "TypeError: no",
       "holds": [
         {
           "name": "upload",
           "realMs": 40,
         },
       ],
       "measures": {
         "makespanMs": 3000,
         "outcomes": {
           "fulfilled": 2,
         },
         "peak": 2,
         "peakAt": 0,
         "slowest": {
           "label": "b",
           "tookMs": 3000,
         },
         "spans": 2,
         "speedUp": 1.3333333333333333,
         "workMs": 4000,
       },
       "realMs": 3,
       "spans": [
         {
           "input": "1",
           "label": "a",
           "result": undefined,
         },
         {
           "input": ""b"",
           "label": "b",
           "result": "{ n: 2 }",
         },
       ],
       "spansLeftOut": 0,
     }
    `);
  });

  test('says which spans no matcher judges, and measures the others', () => {
    const all = trace(span('task', 0, 10), span('request', 0, 4));
    const judged = all.filter(({ label }) => label === 'task');

    const { spans, measures } = runFacts(ended(all, { judged }), everything);

    expect(spans.map(({ label, aside }) => [label, aside])).toEqual([
      ['task', undefined],
      ['request', true],
    ]);
    expect(measures).toMatchObject({ spans: 1, peak: 1, workMs: 10 });
  });

  test('leaves out spans where there is no room, and says how many; the measures are of all', () => {
    const all = trace(...Array.from({ length: 5 }, (_, i) => span(`t${i}`, 0, i + 1, { input: i })));

    const { spans, spansLeftOut, measures } = runFacts(ended(all), { spans: 2, withValues: false });

    expect(spans.map(({ label, input }) => [label, input])).toEqual([
      ['t0', undefined],
      ['t1', undefined],
    ]);
    expect(spansLeftOut).toBe(3);
    expect(measures).toMatchObject({ spans: 5, peak: 5, makespanMs: 5 });
  });

  test('is the same trace when it is read again, instant by instant and step by step', () => {
    const sketch = fc.record({ from: fc.nat(20), length: fc.nat(20), wait: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(sketch, { minLength: 1, maxLength: 12 }), (sketches) => {
        const spans = sketches.map(({ from, length, wait }, i) =>
          span(`t${i}`, from, from + length, { queuedAt: Math.max(0, from - wait) }),
        );
        const all = trace(...spans);

        const again = traceOfRecord(JSON.parse(JSON.stringify(recordOf(ended(all)))) as RunRecord);

        expect(hashOf(again)).toBe(hashOf(all));
        expect(peakConcurrency(again).count).toBe(peakConcurrency(all).count);
      }),
    );
  });
});
