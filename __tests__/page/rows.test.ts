import { describe, expect, test } from '@jest/globals';
import { countInFlight, countQueued, firstAfter } from '../../src/page/client/report/counts';
import { inWords, segmentsIn, workOf } from '../../src/page/client/report/work';
import { namesOf, rowsOf } from '../../src/page/client/timeline/rows';
import { nextTrouble, spanAt, stepFrom } from '../../src/page/client/timeline/steps';
import { span, trace } from '../../src/trace/build';
import { peakConcurrency } from '../../src/trace/peak-concurrency';
import fc from 'fast-check';
import { anyTrace } from '../trace/arbitrary-trace';
import { recordOf } from './records';

const source = { kind: 'pool', name: 'asyncPool(2)' } as const;
const pages = { kind: 'server', name: 'https://api.example' } as const;
const run = recordOf(
  trace(
    span('a', 0, 10, { source, lane: 0 }),
    span('b', 0, 30, { source, lane: 1, outcome: 'rejected' }),
    span('c', 10, 20, { source, lane: 0, queuedAt: 0 }),
    span('GET /a', 1, 9, { source: pages, lane: 0, parent: 0 }),
  ),
  { neverStarted: [{ id: 4, label: 'd', source, queuedAt: 5, endedAt: 30, outcome: 'unfinished' }] },
);
const works = workOf(run);
const names = namesOf(works);
const rows = (by: 'tasks' | 'lanes') =>
  rowsOf(works, by, names).map(({ label, depth, spans }) => [label, depth, spans.length]);

describe('rows', () => {
  test('are tasks, with what ran inside of them below', () => {
    expect(rows('tasks')).toEqual([
      ['a', 0, 1],
      ['GET /a', 1, 1],
      ['b', 0, 1],
      ['c', 0, 1],
      ['d', 0, 1],
    ]);
  });

  test('are lanes, source by source, and one for what never ran', () => {
    expect(rows('lanes')).toEqual([
      ['asyncPool(2) lane 0', 0, 2],
      ['asyncPool(2) lane 1', 0, 1],
      ['asyncPool(2) never ran', 0, 1],
      ['https://api.example lane 0', 0, 1],
    ]);
  });

  test('lead from span to span: to all of them by going right, and by going back', () => {
    const lanes = rowsOf(works, 'lanes', names);
    const way = [{ row: 0, span: 0 }];
    for (let i = 1; i < works.length; i++) way.push(stepFrom(way.at(-1)!, 'right', lanes));

    expect(way.map((place) => spanAt(place, lanes).label)).toEqual(['a', 'c', 'b', 'd', 'GET /a']);
    expect(stepFrom(way.at(-1)!, 'right', lanes)).toEqual(way.at(-1));
    expect(way.slice(1).map((place) => stepFrom(place, 'left', lanes))).toEqual(way.slice(0, -1));
    expect(spanAt(stepFrom({ row: 1, span: 0 }, 'up', lanes), lanes).label).toBe('a');
    expect(spanAt(nextTrouble({ row: 0, span: 0 }, lanes)!, lanes).label).toBe('b');
    expect(spanAt(nextTrouble({ row: 1, span: 0 }, lanes)!, lanes).label).toBe('d');
  });
});

test('work is told in words', () => {
  expect(works.map((work) => inWords(work, work.label))).toEqual([
    'a: 0 ms to 10 ms, took 10 ms, done',
    'b: 0 ms to 30 ms, took 30 ms, failed',
    'c: 10 ms to 20 ms, took 10 ms, queued 10 ms, done',
    'GET /a: 1 ms to 9 ms, took 8 ms, done',
    'd: never started, waited until 30 ms, queued 25 ms, unfinished',
  ]);
  expect(segmentsIn(works)).toEqual(['queued', 'running']);
});

test('counts are of what matchers judge, and of who waits', () => {
  expect([...countInFlight(run).counts]).toEqual([1, 2, 1, 2, 1, 0]);
  expect([...countQueued(works).counts]).toEqual([1, 2, 1, 0]);
  expect([...countQueued(works).at]).toEqual([0, 5, 10, 30]);
  expect(firstAfter(Float64Array.of(1, 2, 2, 3), 2)).toBe(3);
});

test('the most in flight is the peak that the trace has', () => {
  fc.assert(
    fc.property(anyTrace(), (any) => {
      const flat = { ...recordOf(any), spans: recordOf(any).spans.map(({ aside: _, ...rest }) => rest) };

      expect(countInFlight(flat).most).toBe(peakConcurrency(any).count);
    }),
  );
});
