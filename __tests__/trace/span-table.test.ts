import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Recorder } from '../../src/trace/recorder';
import type { Source } from '../../src/trace/span';
import { SpanTable } from '../../src/trace/span-table';
import type { Stretch } from '../../src/trace/stretch';

const source: Source = { kind: 'pool', name: 'any' };
const worker = { pid: 7 };
/** Who works in each lane; in the last one nobody that is known. */
const WORKERS = [worker, { pid: 8, threadId: 1 }, undefined];
const output = [{ stream: 'stdout', text: 'hello', at: 3, order: 0 }] as const;

/** A piece of work. */
interface Piece {
  readonly took: number;
  readonly hasFailed: boolean;
}

/** Pieces that ran right after one another in a lane; or were called off. */
interface Part {
  readonly wasCalledOff: boolean;
  readonly lane: number;
  readonly startedAt: number;
  readonly pieces: readonly Piece[];
  readonly prints: boolean;
}

const anyPiece = (): fc.Arbitrary<Piece> => fc.record({ took: fc.nat(3), hasFailed: fc.boolean() });

// Few instants, so that ties are the rule; some lie before the work was queued, as clocks of two processes differ.
const anyParts = (): fc.Arbitrary<readonly Part[]> =>
  fc.array(
    fc.record({
      wasCalledOff: fc.boolean(),
      lane: fc.nat(2),
      startedAt: fc.nat(6),
      pieces: fc.oneof(
        { weight: 4, arbitrary: fc.array(anyPiece(), { minLength: 1, maxLength: 4 }) },
        // Long ones are kept in another way.
        { weight: 1, arbitrary: fc.array(anyPiece(), { minLength: 63, maxLength: 65 }) },
      ),
      prints: fc.boolean(),
    }),
    { maxLength: 6 },
  );

const NO_PART: Part = { wasCalledOff: false, lane: 0, startedAt: 2, pieces: [], prints: false };

const QUEUED_AT = 1;

/** The parts, and the index of the first piece of each. */
function placed(parts: readonly Part[]): readonly (readonly [first: number, part: Part])[] {
  let next = 0;
  return parts.map((part) => [(next += part.pieces.length) - part.pieces.length, part] as const);
}

function stretchOf(first: number, { lane, startedAt, pieces, prints }: Part): Stretch {
  const times = [startedAt];
  for (const { took } of pieces) times.push(times.at(-1)! + took);
  return {
    first,
    lane,
    times: Float64Array.from(times),
    values: pieces.map(({ hasFailed }, place) => (hasFailed ? `error ${first + place}` : -(first + place))),
    failed: [...pieces.keys()].filter((place) => pieces[place]!.hasFailed),
    output: prints ? output : undefined,
    worker: WORKERS[lane],
  };
}

function tableOf(parts: readonly Part[]): SpanTable {
  const inputs = parts.flatMap(({ pieces }) => pieces).map((_, index) => index * 10);
  const recording = { clock: 'real' } as const;
  const labelOf = (index: number): string => `task ${index}`;
  const table = new SpanTable({ recording, source, parent: undefined, queuedAt: QUEUED_AT, inputs, labelOf });
  const ran = placed(parts).filter(([, { wasCalledOff }]) => !wasCalledOff);
  for (const [first, { pieces }] of ran) table.start(first, first + pieces.length);
  const calledOff = parts.filter(({ wasCalledOff }) => wasCalledOff).flatMap(({ pieces }) => pieces).length;
  expect(table.cancelQueued('no more', 9)).toBe(calledOff);
  // Lanes tell of theirs in any order.
  for (const [first, part] of ran.toReversed()) table.ended(stretchOf(first, part));
  return table;
}

const inTable = (parts: readonly Part[]) => tableOf(parts).trace();

/** The slow twin: an object for each piece of work. */
function inObjects(parts: readonly Part[]) {
  let now = QUEUED_AT;
  const recorder = new Recorder(() => now, { clock: 'real' });
  const spans = parts
    .flatMap(({ pieces }) => pieces)
    .map((_, index) => recorder.queue({ source, label: `task ${index}`, input: index * 10 }));
  now = 9;
  for (const [first, { wasCalledOff, lane, startedAt, pieces, prints }] of placed(parts)) {
    const worker = WORKERS[lane];
    let endedAt = startedAt;
    for (const [place, { took, hasFailed }] of pieces.entries()) {
      const span = spans[first + place]!;
      if (wasCalledOff) {
        span.cancel();
        continue;
      }
      span.start(lane);
      const facts = {
        ...(worker === undefined ? {} : { worker }),
        ...(prints && place === 0 ? { output } : {}),
        ...(hasFailed ? { error: `error ${first + place}` } : { result: -(first + place) }),
      };
      span.end(hasFailed ? 'rejected' : 'fulfilled', facts, { startedAt: endedAt, endedAt: endedAt + took });
      endedAt += took;
    }
  }
  return recorder.trace();
}

/** One piece of work that gave something. */
const piece = (facts: Partial<Stretch> = {}): Stretch => ({
  first: 0,
  lane: 0,
  times: Float64Array.of(0, 1),
  values: ['one'],
  failed: [],
  output: undefined,
  worker: undefined,
  ...facts,
});

describe('a table of spans', () => {
  test('gives the trace that a span for each piece of work gives', () => {
    fc.assert(
      fc.property(anyParts(), (parts) => {
        const [fast, slow] = [inTable(parts), inObjects(parts)];
        expect(fast.spans).toStrictEqual(slow.spans);
        expect(fast.neverStarted).toStrictEqual(slow.neverStarted);
        expect(JSON.stringify(fast)).toBe(JSON.stringify(slow));
      }),
    );
  });

  test('has steps that follow the times, ends before starts, then the lane', () => {
    fc.assert(
      fc.property(anyParts(), (parts) => {
        const { spans } = inTable(parts);
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

  test('tells what each gave, or why it failed or was called off', () => {
    fc.assert(
      fc.property(anyParts(), (parts) => {
        const table = tableOf(parts);
        const fates = placed(parts).flatMap(([first, { wasCalledOff, pieces }]) =>
          pieces.map(({ hasFailed }, place) => {
            if (wasCalledOff) return [true, 'no more'];
            return hasFailed ? [true, `error ${first + place}`] : [false, -(first + place)];
          }),
        );
        expect(table.values().map((value, index) => [table.isRejected(index), value])).toEqual(fates);
        expect(table.firstRejected()).toBe(fates.findIndex(([isRejected]) => isRejected));
      }),
    );
  });

  test('tells of each piece of work whether it is queued', () => {
    const labelOf = (index: number): string => `task ${index}`;
    const table = new SpanTable({ recording: {}, source, parent: 3, queuedAt: 0, inputs: [1, 2, 3, 4], labelOf });
    const queued = () => [0, 1, 2, 3].filter((index) => table.isQueued(index));
    expect(queued()).toEqual([0, 1, 2, 3]);
    table.start(1, 3);
    expect(queued()).toEqual([0, 3]);
    table.ended(piece({ first: 1 }));
    expect(table.cancelQueued('no more', 5)).toBe(2);
    expect(queued()).toEqual([]);
    expect(table.cancelQueued('not at all', 6)).toBe(0);
    table.ended(piece({ first: 2 }));
    expect(table.values()).toEqual(['no more', 'one', 'one', 'no more']);
    expect(table.trace().neverStarted.map(({ id, endedAt }) => [id, endedAt])).toEqual([
      [0, 5],
      [3, 5],
    ]);
    expect(table.trace().spans.map((span) => span.parent)).toEqual([3, 3]);
  });

  test('keeps what each gave, whatever becomes of the list that it hands out', () => {
    const labelOf = (): string => 'task';
    const table = new SpanTable({ recording: {}, source, parent: undefined, queuedAt: 0, inputs: [1], labelOf });
    table.start(0, 1);
    table.ended(piece());
    table.values()[0] = 'another';

    expect(table.trace().spans[0]!.result).toBe('one');
  });

  test('looks at no global for each piece: in a test that takes longer than all the rest', () => {
    const max = jest.spyOn(Math, 'max');
    const { spans } = inTable([{ ...NO_PART, pieces: [{ took: 1, hasFailed: false }] }]);
    const looks = max.mock.calls.length;
    max.mockRestore();

    expect([spans.length, looks]).toEqual([1, 0]);
  });

  test('puts long stretches in the order of the work, whichever lane told of its own first', () => {
    const inputs = Array.from({ length: 200 }, (_, index) => index);
    const labelOf = (index: number): string => `task ${index}`;
    const table = new SpanTable({ recording: {}, source, parent: undefined, queuedAt: 0, inputs, labelOf });
    table.start(0, 200);
    for (const first of [100, 0]) {
      const values = inputs.slice(first, first + 100);
      table.ended(piece({ first, values, times: [...values, 200] }));
    }

    expect(table.values()).toEqual(inputs);
    expect(table.trace().spans.map(({ id, result }) => [id, result])).toEqual(inputs.map((id) => [id, id]));
  });

  test('tells of lists that were given as what they are', () => {
    const labelOf = (): string => 'task';
    const table = new SpanTable({ recording: {}, source, parent: undefined, queuedAt: 0, inputs: [1, 2], labelOf });
    table.start(0, 2);
    table.ended(piece({ times: Float64Array.of(0, 1, 2), values: [['a', 'list'], []] }));

    expect(table.values()).toEqual([['a', 'list'], []]);
  });

  test('ends the earlier of those that end at one instant first, whichever started first', () => {
    const parts = [5, 3].map((startedAt): Part => {
      return { ...NO_PART, startedAt, pieces: [{ took: 9 - startedAt, hasFailed: false }] };
    });

    expect(inTable(parts).spans.map(({ id, startStep, endStep }) => [id, startStep, endStep])).toEqual([
      [1, 0, 3],
      [0, 1, 2],
    ]);
  });

  test('makes its spans once, frozen, when they are first looked at', () => {
    const labelled: number[] = [];
    const labelOf = (index: number): string => `task ${labelled.push(index)}`;
    const table = new SpanTable({ recording: {}, source, parent: undefined, queuedAt: 0, inputs: [1], labelOf });
    table.start(0, 1);
    table.ended(piece());

    const trace = table.trace();
    expect(labelled).toEqual([]);
    expect(trace.spans).toBe(trace.spans);
    expect(labelled).toEqual([0]);
    expect(Object.isFrozen(trace.spans) && trace.spans.every(Object.isFrozen)).toBe(true);
    // Whoever compares traces compares their spans.
    expect(Object.keys(trace)).toContain('spans');
    expect(trace).not.toEqual(inTable([]));
  });
});
