import { describe, expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import { type EndedRun, type Listener, listen, tellTestOver } from '../../src/trace/listener';
import { Recorder } from '../../src/trace/recorder';
import { singleCall } from '../../src/trace/single-calls';
import type { Source } from '../../src/trace/span';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };
const runs: (EndedRun | undefined)[] = [];

function somebodyListens(): void {
  runs.length = 0;
  const runBegins = () => {
    const place = runs.push(undefined) - 1;
    return (end: EndedRun) => void (runs[place] = end);
  };
  listen(() => ({ runs: runBegins, fileOver: () => undefined }) as unknown as Listener);
}

/** A task that was queued when the call was made, started then or later, and made a request inside. */
function withRequest(madeAt: number, label: string) {
  const those = trace(
    span(label, 1, 10, { source: pool, queuedAt: 0 }),
    span('GET /', 2, 8, { source: { kind: 'server', name: 'https://a.example' }, parent: 0 }),
  );
  return { madeAt, trace: () => those };
}

test('a single call is told to nobody where nobody listens', () => {
  expect(singleCall(withRequest(0, 'a'))).toBeUndefined();
});

describe('the single calls of a test', () => {
  test('are told as one run when it is over, in which time begins with the first', () => {
    somebodyListens();
    singleCall(withRequest(100, 'a'))!();
    singleCall(withRequest(105, 'b'))!();
    expect(runs).toEqual([undefined]);

    tellTestOver();

    const { trace: all, judged, ...facts } = runs[0]!;
    const { queuedAt, startedAt, endedAt } = { queuedAt: 5, startedAt: 6, endedAt: 15 };
    expect(facts).toEqual({ clock: 'real', elapsed: 15, realMs: 15 });
    expect(all.recording).toEqual({ clock: 'real' });
    expect(all.spans.map(({ id, parent, label }) => [id, parent, label])).toEqual([
      [0, undefined, 'a'],
      [1, 0, 'GET /'],
      [2, undefined, 'b'],
      [3, 2, 'GET /'],
    ]);
    expect(all.spans[2]).toMatchObject({ queuedAt, startedAt, endedAt });
    expect(all.spans.map(({ startStep, endStep }) => [startStep, endStep])).toEqual([
      [0, 5],
      [1, 4],
      [2, 7],
      [3, 6],
    ]);
    expect(judged.spans.map(({ label }) => label)).toEqual(['a', 'b']);
    expect(all.spans.every(Object.isFrozen)).toBe(true);
  });

  test('are told as far as they have come, and those that are over as they were then', () => {
    somebodyListens();
    const clock = { now: 0 };
    const [over, underWay, waiting] = ['over', 'under way', 'waiting'].map((label) => {
      const recorder = new Recorder(() => clock.now);
      const task = recorder.queue({ source: pool, label, input: label });
      return { task, end: singleCall({ madeAt: 40, trace: () => recorder.close() })! };
    });
    over!.task.start(0);
    underWay!.task.start(1);
    clock.now = 7;
    over!.task.end('fulfilled');
    over!.end();
    clock.now = 9;

    tellTestOver();

    const { trace: all, elapsed } = runs[0]!;
    expect(all.spans.map(({ label, outcome, endedAt }) => [label, outcome, endedAt])).toEqual([
      ['over', 'fulfilled', 7],
      ['under way', 'unfinished', 9],
    ]);
    expect(all.neverStarted.map(({ id, label, outcome, endedAt }) => [id, label, outcome, endedAt])).toEqual([
      [2, 'waiting', 'unfinished', 9],
    ]);
    expect([elapsed, waiting!.task.state]).toEqual([9, 'queued']);
  });

  test('are a run of their own in each test', () => {
    somebodyListens();
    for (const label of ['a', 'b']) {
      singleCall(withRequest(0, label))!();
      tellTestOver();
    }

    expect(runs.map((run) => run!.judged.spans.map(({ label }) => label))).toEqual([['a'], ['b']]);
  });
});
