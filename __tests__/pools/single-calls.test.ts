import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asyncPool, serialPool, simulate } from '../../src/index';
import { type EndedRun, listen, tellTestOver } from '../../src/trace/listener';

const realm = (globalThis as any)[Symbol.for('jest-lanes.realm')] as Map<string, any>;
const kept = realm.get('listener');
let told: EndedRun[] = [];

// What is told here is no affair of a reporter that may listen.
beforeEach(() => {
  told = [];
  const before = { ...kept };
  Object.assign(kept, { loaded: undefined, atTestEnd: [] });
  listen(() => ({
    runs: () => (end) => void told.push(end),
    sweeps: () => ({ ran: () => {}, ended: () => {} }),
    failed: () => {},
    fileOver: () => {},
  }));
  restore = () => Object.assign(kept, before);
});
let restore = (): unknown => undefined;
afterEach(() => {
  restore();
});

/** A task that is in flight until it is told to end. */
function latch() {
  let end!: (value: string) => void;
  const ended = new Promise<string>((resolve) => (end = resolve));
  return { end, task: async () => ended };
}

describe('calls of apply on the real clock', () => {
  test('are one run of their test, with those in flight at a time at a time', async () => {
    const pool = asyncPool(2);
    const [one, other] = [latch(), latch()];
    const both = [pool.apply(one.task, [], { label: 'one' }), pool.apply(other.task, [], { label: 'other' })];
    one.end('1');
    other.end('2');
    await Promise.all(both);
    await expect(pool.apply(async () => Promise.reject(new Error('no')), [], { label: 'last' })).rejects.toThrow('no');
    expect(told).toEqual([]);

    tellTestOver();

    const [{ trace, judged, clock, elapsed, realMs }] = told as [EndedRun];
    expect(told).toHaveLength(1);
    expect(judged.spans.map(({ id, label, outcome }) => [id, label, outcome])).toEqual([
      [0, 'one', 'fulfilled'],
      [1, 'other', 'fulfilled'],
      [2, 'last', 'rejected'],
    ]);
    expect(judged).toRunInParallel(2);
    expect([clock, trace.recording.clock, realMs]).toEqual(['real', 'real', elapsed]);
    expect(trace.spans[0]!.queuedAt).toBeGreaterThanOrEqual(0);
    expect(trace.spans[2]!.startedAt).toBeGreaterThanOrEqual(trace.spans[0]!.endedAt);
    expect(elapsed).toBe(Math.max(...trace.spans.map(({ endedAt }) => endedAt)));
  });

  test('are unfinished, or never started, where their test ends before them; what they do later no longer shows', async () => {
    const pool = serialPool();
    const { task, end } = latch();
    const calls = [pool.apply(task, [], { label: 'in flight' }), pool.apply(async () => '', [], { label: 'queued' })];
    await Promise.resolve();

    tellTestOver();
    end('');
    await Promise.all(calls);
    tellTestOver();

    expect(told).toHaveLength(1);
    expect(told[0]!.trace.spans.map(({ label, outcome }) => [label, outcome])).toEqual([['in flight', 'unfinished']]);
    expect(told[0]!.trace.neverStarted.map(({ label, outcome }) => [label, outcome])).toEqual([
      ['queued', 'unfinished'],
    ]);
  });

  test('of several pools are judged together: nobody said which', async () => {
    await Promise.all([asyncPool(1).apply(async () => 1), serialPool().apply(async () => 2)]);

    tellTestOver();

    expect(told[0]!.judged.spans.map(({ source }) => source.name)).toEqual(['asyncPool(1)', 'serialPool()']);
  });

  test('in a simulation are told of by the simulation', async () => {
    await simulate(async () => asyncPool(1).apply(async () => 1));
    const before = told.length;

    tellTestOver();

    expect([before, told.length]).toEqual([1, 1]);
  });
});
