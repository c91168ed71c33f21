import { describe, expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import { type EndedRun, type Listener, listen, tellTestOver } from '../../src/trace/listener';
import { Recorder } from '../../src/trace/recorder';
import { singleCall } from '../../src/trace/single-calls';
import type { Source } from '../../src/trace/span';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };
const observed: Source = { kind: 'function', name: 'fetchPage' };
const runs: (EndedRun | undefined)[] = [];

function somebodyListens(): void {
  runs.length = 0;
  const runBegins = () => {
    const place = runs.push(undefined) - 1;
    return (end: EndedRun) => void (runs[place] = end);
  };
  listen(() => ({ runs: runBegins, fileOver: () => undefined }) as unknown as Listener);
}

/** A task that started when the call was 1 ms old, called a function, and that another. */
function withCalls(madeAt: number, label: string) {
  const those = trace(
    span(label, 1, 10, { source: pool, queuedAt: 0 }),
    span('outer', 2, 8, { source: observed, parent: 0 }),
    span('inner', 3, 7, { source: observed, parent: 1 }),
  );
  return { madeAt, trace: () => those };
}

test('a single call is told to nobody where nobody listens', () => {
  expect(singleCall(withCalls(0, 'a'))).toBeUndefined();
});

describe('the single calls of a test', () => {
  test('are told as one run when it is over, in which time begins with the first', () => {
    somebodyListens();
    singleCall(withCalls(100, 'a'))!();
    singleCall(withCalls(105, 'b'))!();
    expect(runs).toEqual([undefined]);

    tellTestOver();

    const { trace: all, judged, ...facts } = runs[0]!;
    const { queuedAt, startedAt, endedAt } = { queuedAt: 5, startedAt: 6, endedAt: 15 };
    expect(facts).toEqual({ clock: 'real', elapsed: 15, realMs: 15 });
    expect(all.recording).toEqual({ clock: 'real' });
    expect(all.spans.map(({ id, parent, label }) => [id, parent, label])).toEqual([
      [0, undefined, 'a'],
      [1, 0, 'outer'],
      [2, 1, 'inner'],
      [3, undefined, 'b'],
      [4, 3, 'outer'],
      [5, 4, 'inner'],
    ]);
    expect(all.spans[3]).toMatchObject({ queuedAt, startedAt, endedAt });
    expect(all.spans.map(({ startStep, endStep }) => [startStep, endStep])).toEqual([
      [0, 8],
      [1, 6],
      [2, 4],
      [3, 11],
      [5, 10],
      [7, 9],
    ]);
    expect(judged.spans.map(({ label }) => label)).toEqual(['a', 'b']);
    expect(all.spans.every(Object.isFrozen)).toBe(true);
  });

  test('are told as far as they have come, and those that are over as they were then', () => {
    somebodyListens();
    const clock = { now: 0 };
    const [waiting, over, underWay] = ['waiting', 'over', 'under way'].map((label) => {
      const recorder = new Recorder(() => clock.now);
      const queue = (what: string) => recorder.queue({ source: pool, label: what, input: what });
      return { task: queue(label), queue, end: singleCall({ madeAt: 40, trace: () => recorder.close() })! };
    });
    over!.task.start(0);
    over!.queue('left over').start(2);
    underWay!.task.start(1);
    clock.now = 7;
    over!.task.end('fulfilled');
    over!.end();
    clock.now = 9;

    tellTestOver();

    const { trace: all, elapsed } = runs[0]!;
    expect(all.spans.map(({ id, label, outcome, endedAt }) => [id, label, outcome, endedAt])).toEqual([
      [1, 'over', 'fulfilled', 7],
      [3, 'under way', 'unfinished', 9],
      [2, 'left over', 'unfinished', 7],
    ]);
    expect(all.neverStarted.map(({ id, label, outcome, endedAt }) => [id, label, outcome, endedAt])).toEqual([
      [0, 'waiting', 'unfinished', 9],
    ]);
    expect([elapsed, waiting!.task.state]).toEqual([9, 'queued']);
  });

  test('are a run of their own in each test', () => {
    somebodyListens();
    for (const label of ['a', 'b']) {
      singleCall(withCalls(0, label))!();
      tellTestOver();
    }

    expect(runs.map((run) => run!.judged.spans.map(({ label }) => label))).toEqual([['a'], ['b']]);
  });
});
