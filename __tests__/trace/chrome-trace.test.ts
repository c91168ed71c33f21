import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type SpanSketch, span, trace } from '../../src/trace/build';
import type { ChromeTraceEvent } from '../../src/trace/chrome-event';
import { chromeTrace } from '../../src/trace/chrome-trace';
import { Recorder } from '../../src/trace/recorder';
import type { Source } from '../../src/trace/span';
import { requests } from '../timeline/requests';
import { anyTrace } from './arbitrary-trace';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };
const server: Source = { kind: 'server', name: 'https://usegalaxy.org' };

const eventsOf = (...sketches: readonly SpanSketch[]) => chromeTrace(trace(...sketches)).traceEvents;
const of = (ph: string, events: readonly ChromeTraceEvent[]) => events.filter((event) => event.ph === ph);

describe('chromeTrace', () => {
  test('has a process for each source, a thread for each lane and a slice for each span', () => {
    const request = span('GET /', 2, 8, { source: server, parent: 0, outcome: 'rejected', error: new Error('no') });

    const events = chromeTrace(trace(span('a', 0, 10, { source: pool, result: 1 }), request));

    expect(events).toMatchInlineSnapshot(`
     {
       "displayTimeUnit": "ms",
       "otherData": {
         "clock": "virtual",
       },
       "traceEvents": [
         {
           "args": {
             "name": "asyncPool(2)",
           },
           "cat": "__metadata",
           "name": "process_name",
           "ph": "M",
           "pid": 1,
           "tid": 0,
           "ts": 0,
         },
         {
           "args": {
             "sort_index": 1,
           },
           "cat": "__metadata",
           "name": "process_sort_index",
           "ph": "M",
           "pid": 1,
           "tid": 0,
           "ts": 0,
         },
         {
           "args": {
             "name": "lane 0",
           },
           "cat": "__metadata",
           "name": "thread_name",
           "ph": "M",
           "pid": 1,
           "tid": 1,
           "ts": 0,
         },
         {
           "args": {
             "count": 1,
           },
           "cat": "in flight",
           "name": "in flight",
           "ph": "C",
           "pid": 1,
           "tid": 0,
           "ts": 0,
         },
         {
           "args": {
             "count": 0,
           },
           "cat": "in flight",
           "name": "in flight",
           "ph": "C",
           "pid": 1,
           "tid": 0,
           "ts": 10000,
         },
         {
           "args": {
             "name": "https://usegalaxy.org",
           },
           "cat": "__metadata",
           "name": "process_name",
           "ph": "M",
           "pid": 2,
           "tid": 0,
           "ts": 0,
         },
         {
           "args": {
             "sort_index": 2,
           },
           "cat": "__metadata",
           "name": "process_sort_index",
           "ph": "M",
           "pid": 2,
           "tid": 0,
           "ts": 0,
         },
         {
           "args": {
             "name": "lane 1",
           },
           "cat": "__metadata",
           "name": "thread_name",
           "ph": "M",
           "pid": 2,
           "tid": 2,
           "ts": 0,
         },
         {
           "args": {
             "count": 1,
           },
           "cat": "in flight",
           "name": "in flight",
           "ph": "C",
           "pid": 2,
           "tid": 0,
           "ts": 2000,
         },
         {
           "args": {
             "count": 0,
           },
           "cat": "in flight",
           "name": "in flight",
           "ph": "C",
           "pid": 2,
           "tid": 0,
           "ts": 8000,
         },
         {
           "args": {
             "endStep": 3,
             "id": 0,
             "input": "a",
             "outcome": "done",
             "result": 1,
             "startStep": 0,
           },
           "cat": "pool",
           "dur": 10000,
           "name": "a",
           "ph": "X",
           "pid": 1,
           "tid": 1,
           "ts": 0,
         },
         {
           "args": {
             "endStep": 2,
             "error": {
               "message": "no",
               "name": "Error",
             },
             "id": 1,
             "input": "GET /",
             "outcome": "failed",
             "startStep": 1,
           },
           "cat": "server",
           "cname": "terrible",
           "dur": 6000,
           "name": "GET /",
           "ph": "X",
           "pid": 2,
           "tid": 2,
           "ts": 2000,
         },
         {
           "cat": "inside",
           "id": 1,
           "name": "inside",
           "ph": "s",
           "pid": 1,
           "tid": 1,
           "ts": 2000,
         },
         {
           "bp": "e",
           "cat": "inside",
           "id": 1,
           "name": "inside",
           "ph": "f",
           "pid": 2,
           "tid": 2,
           "ts": 2000,
         },
       ],
     }
    `);
  });

  test('shows what waited, and leads from there to its start', () => {
    const events = eventsOf(
      span('a', 0, 10, { source: pool }),
      span('b', 10, 20, { source: pool, queuedAt: 0 }),
      span('c', 10, 20, { source: pool, queuedAt: 0 }),
      span('d', 20, 30, { source: pool, queuedAt: 5 }),
    );

    const queue = of('X', events).filter(({ tid }) => tid === 0);
    expect(queue.map(({ name, ts }) => [name, ts])).toEqual([
      ['2 asked for', 0],
      ['d', 5000],
    ]);
    expect(of('b', events).map(({ args }) => args)).toEqual(Array(3).fill({ outcome: 'done' }));
    expect(of('s', events).map(({ name, cat }) => [name, cat])).toEqual(Array(3).fill(['queue', 'queue']));
    expect([...of('b', events), ...of('e', events)].map(({ name, ts }) => [name, ts])).toEqual([
      ...[
        ['b', 0],
        ['c', 0],
        ['d', 5000],
      ],
      ...[
        ['b', 10_000],
        ['c', 10_000],
        ['d', 20_000],
      ],
    ]);
    expect(of('f', events).map(({ id, ts, tid }) => [id, ts, tid])).toEqual([
      [1, 10_000, 1],
      [2, 10_000, 2],
      [3, 20_000, 1],
    ]);
  });

  test('puts lanes, and what was asked for, in order, whoever started first, each under its own source', () => {
    const other: Source = { kind: 'pool', name: 'asyncPool(3)' };
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    const queueAt = (now: number, label: string, source: Source) => {
      clock.now = now;
      return recorder.queue({ source, label, input: label });
    };
    const [early, late, alone] = [queueAt(0, 'early', pool), queueAt(5, 'late', pool), queueAt(5, 'alone', other)];
    queueAt(9, 'lost', other);
    late.start(1);
    early.start(0);
    alone.start(0);

    const { traceEvents } = chromeTrace(recorder.close());

    const threads = traceEvents.filter(({ name }) => name === 'thread_name');
    expect(threads.map(({ pid, args }) => `${pid} ${args!['name'] as string}`)).toEqual([
      '1 asked for',
      '1 lane 0',
      '1 lane 1',
      '2 asked for',
      '2 lane 0',
    ]);
    const queue = of('X', traceEvents).filter(({ tid }) => tid === 0);
    expect(queue.map(({ pid, name, ts }) => `${pid} ${name} ${ts}`)).toEqual([
      '1 early 0',
      '1 late 5000',
      '2 alone 5000',
      '2 lost 9000',
    ]);
  });

  test('has the phases of a request inside it', () => {
    const events = of('X', eventsOf(requests[0]!));

    expect(events.map(({ cat }) => cat)).toEqual(['server', ...Array<string>(6).fill('phase')]);
    expect(events.map(({ name, ts, dur }) => `${name} ${ts} ${dur}`)).toEqual([
      'GET /api/version 0 1500000',
      'looking up 0 100000',
      'connecting 100000 100000',
      'securing 200000 100000',
      'sending 300000 100000',
      'waiting 400000 500000',
      'receiving 900000 600000',
    ]);
  });

  test('has what a task printed as instants inside it, and where it ran', () => {
    const output = [
      { stream: 'stdout', text: '\nbegan\nin earnest\n', at: 1, order: 0 },
      { stream: 'stderr', text: '\n', at: 2.5, order: 1 },
    ] as const;
    const events = eventsOf(span('a', 1, 5, { source: pool, lane: 3, output, worker: { pid: 4711, threadId: 2 } }));

    expect(of('i', events)).toEqual([
      {
        ...{ name: 'began', cat: 'stdout', ph: 'i', s: 't', pid: 1, tid: 4, ts: 1000 },
        args: { text: '\nbegan\nin earnest\n' },
      },
      { name: 'stderr', cat: 'stderr', ph: 'i', s: 't', pid: 1, tid: 4, ts: 2500, args: { text: '\n' } },
    ]);
    expect(of('X', events)[0]!.args!['worker']).toEqual({ pid: 4711, threadId: 2 });
  });

  test('is read by the trace engine of Chrome, which finds every process, thread and slice', () => {
    const output = [{ stream: 'stdout', text: 'half way', at: 15, order: 0 }] as const;
    const recorded = trace(
      span('a', 0, 10, { source: pool, lane: 0 }),
      span('b', 10, 20, { source: pool, lane: 0, queuedAt: 0, output }),
      span('c', 10, 25, { source: pool, lane: 1, queuedAt: 0, worker: { pid: 4711 } }),
      { ...requests[0]!, lane: 0, parent: 2 },
    );
    const input = JSON.stringify(chromeTrace(recorded));

    const seen: unknown = JSON.parse(
      execFileSync(process.execPath, [join(__dirname, 'chrome-devtools.mjs')], { input, encoding: 'utf8' }),
    );

    expect(seen).toMatchInlineSnapshot(`
     [
       [
         "asyncPool(2)",
         [
           [
             "asked for",
             [
               "2 asked for, 0 to 0.001",
             ],
           ],
           [
             "lane 0",
             [
               "a, 0 to 10000",
               "b, 10000 to 20000",
             ],
           ],
           [
             "lane 1",
             [
               "c, 10000 to 25000",
             ],
           ],
         ],
       ],
       [
         "https://usegalaxy.org",
         [
           [
             "lane 0",
             [
               "GET /api/version, 0 to 1500000",
               "  looking up, 0 to 100000",
               "  connecting, 100000 to 200000",
               "  securing, 200000 to 300000",
               "  sending, 300000 to 400000",
               "  waiting, 400000 to 900000",
               "  receiving, 900000 to 1500000",
             ],
           ],
         ],
       ],
     ]
    `);
  });

  test('counts those in flight, source by source', () => {
    const counts = of('C', eventsOf(span('a', 0, 10), span('b', 5, 20))).map(({ ts, args }) => [ts, args!['count']]);

    expect(counts).toEqual([
      [0, 1],
      [5000, 2],
      [10_000, 1],
      [20_000, 0],
    ]);
  });

  test('marks what did not end well, by outcome and colour', () => {
    const outcomes = ['fulfilled', 'rejected', 'timed-out', 'cancelled', 'unfinished'] as const;
    const events = of('X', eventsOf(...outcomes.map((outcome, i) => span('a', i, i + 1, { outcome }))));

    expect(events.map(({ cname, args }) => [args!['outcome'], cname])).toEqual([
      ['done', undefined],
      ['failed', 'terrible'],
      ['timed out', 'bad'],
      ['cancelled', 'grey'],
      ['unfinished', undefined],
    ]);
  });

  test('says the seed, and if it was recorded on the real clock', () => {
    expect(chromeTrace(new Recorder(() => 0, { seed: 7 }).close()).otherData).toEqual({ seed: 7, clock: 'virtual' });
    expect(chromeTrace(new Recorder(() => 0, { clock: 'real' }).close()).otherData).toEqual({ clock: 'real' });
  });

  test('of any recording has each span once, what begins ends, and each arrow begins and ends in a slice', () => {
    fc.assert(
      fc.property(anyTrace(), (recorded) => {
        const events = chromeTrace(recorded).traceEvents;
        const slices = of('X', events);
        const isIn = ({ pid, tid, ts }: ChromeTraceEvent) =>
          slices.some((one) => one.pid === pid && one.tid === tid && one.ts! <= ts! && ts! <= one.ts! + one.dur!);

        expect(slices.filter(({ cat }) => cat === 'pool')).toHaveLength(recorded.length);
        expect(of('b', events).map(({ id }) => id)).toEqual(of('e', events).map(({ id }) => id));
        expect(of('s', events).map(({ id }) => id)).toEqual(of('f', events).map(({ id }) => id));
        expect([...of('s', events), ...of('f', events)].filter((event) => !isIn(event))).toEqual([]);
        expect(JSON.stringify(chromeTrace(recorded))).toBe(JSON.stringify({ ...chromeTrace(recorded) }));
      }),
    );
  });
});
