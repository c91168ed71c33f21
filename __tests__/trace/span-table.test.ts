import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Recorder } from '../../src/trace/recorder';
import type { Source } from '../../src/trace/span';
import { SpanTable } from '../../src/trace/span-table';

const source: Source = { kind: 'pool', name: 'any' };
const worker = { pid: 7 };
/** Who works in each lane; in the last one nobody that is known. */
const WORKERS = [worker, { pid: 8, threadId: 1 }, undefined];
const output = [{ stream: 'stdout', text: 'hello', at: 3, order: 0 }] as const;

interface Row {
  readonly fate: 'fulfilled' | 'rejected' | 'called off';
  readonly lane: number;
  readonly startedAt: number;
  readonly took: number;
  readonly prints: boolean;
}

// Few instants, so that ties are the rule; some lie before the work was queued, as clocks of two processes differ.
const anyRow = (): fc.Arbitrary<Row> =>
  fc.record({
    fate: fc.constantFrom('fulfilled', 'rejected', 'called off'),
    lane: fc.nat(2),
    startedAt: fc.nat(6),
    took: fc.nat(3),
    prints: fc.boolean(),
  });

const QUEUED_AT = 1;

function inColumns(rows: readonly Row[]) {
  const inputs = rows.map((_, index) => index * 10);
  const recording = { clock: 'real' } as const;
  const labelOf = (index: number): string => `task ${index}`;
  const table = new SpanTable({ recording, source, parent: undefined, queuedAt: QUEUED_AT, inputs, labelOf });
  for (const [index, { fate, lane, startedAt, took, prints }] of rows.entries()) {
    const times = { startedAt, endedAt: startedAt + took };
    if (fate === 'called off') table.cancel(index, 'no more', 9);
    else table.start(index, lane);
    if (fate === 'fulfilled') table.fulfil(index, -index, WORKERS[lane], times);
    if (fate === 'rejected') table.reject(index, `error ${index}`, WORKERS[lane], times);
    if (fate !== 'called off' && prints) table.printed(index, output);
  }
  return table.trace();
}

/** The slow twin: an object for each piece of work. */
function inObjects(rows: readonly Row[]) {
  let now = QUEUED_AT;
  const recorder = new Recorder(() => now, { clock: 'real' });
  const spans = rows.map((_, index) => recorder.queue({ source, label: `task ${index}`, input: index * 10 }));
  now = 9;
  for (const [index, { fate, lane, startedAt, took, prints }] of rows.entries()) {
    const span = spans[index]!;
    if (fate === 'called off') {
      span.cancel();
      continue;
    }
    span.start(lane);
    const worker = WORKERS[lane];
    const facts = { ...(worker === undefined ? {} : { worker }), ...(prints ? { output } : {}) };
    const given = fate === 'fulfilled' ? { ...facts, result: -index } : { ...facts, error: `error ${index}` };
    span.end(fate, given, { startedAt, endedAt: startedAt + took });
  }
  return recorder.trace();
}

describe('a table of spans', () => {
  test('gives the trace that a span for each piece of work gives', () => {
    fc.assert(
      fc.property(fc.array(anyRow(), { maxLength: 12 }), (rows) => {
        const [fast, slow] = [inColumns(rows), inObjects(rows)];
        expect(fast.spans).toStrictEqual(slow.spans);
        expect(fast.neverStarted).toStrictEqual(slow.neverStarted);
        expect(JSON.stringify(fast)).toBe(JSON.stringify(slow));
      }),
    );
  });

  test('has steps that follow the times, ends before starts, then the lane', () => {
    fc.assert(
      fc.property(fc.array(anyRow(), { maxLength: 12 }), (rows) => {
        const { spans } = inColumns(rows);
        for (const a of spans) {
          expect(a.startStep).toBeLessThan(a.endStep);
          for (const b of spans) {
            if (a.startedAt < b.startedAt) expect(a.startStep).toBeLessThan(b.startStep);
            if (a.startedAt === b.startedAt && a.lane < b.lane) expect(a.startStep).toBeLessThan(b.startStep);
            const takesTime = a.endedAt > a.startedAt && b.endedAt > b.startedAt;
            if (takesTime && a.endedAt <= b.startedAt) expect(a.endStep).toBeLessThan(b.startStep);
            if (takesTime && a.endedAt < b.endedAt) expect(a.endStep).toBeLessThan(b.endStep);
          }
        }
      }),
    );
  });

  test('tells of each piece of work where it stands, and what it gave', () => {
    const labelOf = (index: number): string => `task ${index}`;
    const table = new SpanTable({ recording: {}, source, parent: 3, queuedAt: 0, inputs: [1, 2, 3, 4], labelOf });
    expect(table.firstRejected()).toBe(-1);
    for (const index of [1, 2]) table.start(index, 0);
    table.fulfil(1, 'one', undefined, { startedAt: 0, endedAt: 1 });
    table.reject(2, 'no', worker, { startedAt: 0, endedAt: 1 });
    table.cancel(3, 'no more', 5);

    const states = [0, 1, 2, 3].map((index) => [table.isQueued(index), table.isRejected(index)]);
    expect(states).toEqual([
      [true, false],
      [false, false],
      [false, true],
      [false, true],
    ]);
    expect(table.firstRejected()).toBe(2);
    expect(table.values()).toEqual([undefined, 'one', 'no', 'no more']);
    expect(table.trace().spans.map((span) => [span.parent, 'worker' in span])).toEqual([
      [3, false],
      [3, true],
    ]);
  });

  test('keeps what each gave, whatever becomes of the list that it hands out', () => {
    const labelOf = (): string => 'task';
    const table = new SpanTable({ recording: {}, source, parent: undefined, queuedAt: 0, inputs: [1], labelOf });
    table.start(0, 0);
    table.fulfil(0, 'one', undefined, { startedAt: 0, endedAt: 1 });
    table.values()[0] = 'another';

    expect(table.trace().spans[0]!.result).toBe('one');
  });

  test('takes what was called off for a failure, too', () => {
    const labelOf = (index: number): string => `task ${index}`;
    const table = new SpanTable({ recording: {}, source, parent: undefined, queuedAt: 0, inputs: [1, 2], labelOf });
    table.cancel(0, 'no more', 5);
    table.start(1, 0);
    table.reject(1, 'no', worker, { startedAt: 0, endedAt: 1 });
    expect(table.firstRejected()).toBe(0);
  });

  test('ends the earlier of those that end at one instant first, whichever started first', () => {
    const rows = [5, 3].map((startedAt): Row => ({
      fate: 'fulfilled',
      lane: 0,
      startedAt,
      took: 9 - startedAt,
      prints: false,
    }));

    expect(inColumns(rows).spans.map(({ id, startStep, endStep }) => [id, startStep, endStep])).toEqual([
      [1, 0, 3],
      [0, 1, 2],
    ]);
  });

  test('makes its spans once, frozen, when they are first looked at', () => {
    const labelled: number[] = [];
    const labelOf = (index: number): string => `task ${labelled.push(index)}`;
    const table = new SpanTable({ recording: {}, source, parent: undefined, queuedAt: 0, inputs: [1], labelOf });
    table.start(0, 0);
    table.fulfil(0, 1, worker, { startedAt: 0, endedAt: 1 });

    const trace = table.trace();
    expect(labelled).toEqual([]);
    expect(trace.spans).toBe(trace.spans);
    expect(labelled).toEqual([0]);
    expect(Object.isFrozen(trace.spans) && trace.spans.every(Object.isFrozen)).toBe(true);
    // Whoever compares traces compares their spans.
    expect(Object.keys(trace)).toContain('spans');
    expect(trace).not.toEqual(inColumns([{ fate: 'fulfilled', lane: 0, startedAt: 2, took: 2, prints: false }]));
  });
});
