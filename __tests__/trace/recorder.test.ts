import { describe, expect, test } from '@jest/globals';
import { Recorder, recorderOf } from '../../src/trace/recorder';
import { taskContext } from '../../src/trace/task-context';
import type { Clock } from '../../src/time/clock';
import type { Source } from '../../src/trace/span';

const pool: Source = { kind: 'pool', name: 'asyncPool(2)' };

function recording(seed?: number) {
  const clock = { now: 0 };
  const recorder = new Recorder(() => clock.now, seed === undefined ? {} : { seed });
  const queue = (label: string) => recorder.queue({ source: pool, label, input: label });
  return { clock, recorder, queue };
}

describe('Recorder', () => {
  test('gives out ids in the order of queueing, and steps in the order of starts and ends', () => {
    const { clock, recorder, queue } = recording();
    const a = queue('a');
    const b = queue('b');

    b.start(0);
    clock.now = 5;
    a.start(1);
    a.end('fulfilled', { result: 1 });
    clock.now = 8;
    b.end('rejected', { error: 'no' });

    expect([...recorder.trace()]).toEqual([
      {
        ...{ id: 1, label: 'b', input: 'b', source: pool, parent: undefined, lane: 0 },
        ...{ queuedAt: 0, startedAt: 0, endedAt: 8, startStep: 0, endStep: 3, outcome: 'rejected', error: 'no' },
      },
      {
        ...{ id: 0, label: 'a', input: 'a', source: pool, parent: undefined, lane: 1 },
        ...{ queuedAt: 0, startedAt: 5, endedAt: 5, startStep: 1, endStep: 2, outcome: 'fulfilled', result: 1 },
      },
    ]);
  });

  test('knows the parent of what is queued inside a running task, also after an await', async () => {
    const { recorder, queue } = recording();
    const task = queue('task');
    task.start(0);

    const parents = task.run(Math.random, async () => {
      const before = queue('before').parent;
      await Promise.resolve();
      return [before, queue('after').parent, taskContext.getStore()?.spanId];
    });

    expect([task.id, ...(await parents)]).toEqual([0, 0, 0, 0]);
    expect(recorder.queue({ source: pool, label: 'told', input: 0, parent: 7 }).parent).toBe(7);
    expect(queue('outside').parent).toBeUndefined();
  });

  test('takes no parent from another recording, where the number means somebody else', () => {
    const outer = recording();
    const inner = recording();
    const task = outer.queue('task');
    task.start(0);

    expect(task.run(Math.random, () => inner.queue('inner').parent)).toBeUndefined();
  });

  test('lists what is queued or in flight, in the order of queueing', () => {
    const { recorder, queue } = recording();
    const [waits, runs, ends, calledOff] = [queue('waits'), queue('runs'), queue('ends'), queue('called off')];
    runs.start(0);
    ends.start(1);
    ends.end('fulfilled');
    calledOff.cancel();

    expect(recorder.open().map(({ label, state }) => [label, state])).toEqual([
      ['waits', 'queued'],
      ['runs', 'running'],
    ]);
    expect(waits.state).toBe('queued');
  });

  test('shows only what has ended until it is closed', () => {
    const { recorder, queue } = recording();
    const [runs, ends] = [queue('runs'), queue('ends'), queue('waits')];
    runs.start(0);
    ends.start(1);
    ends.end('fulfilled');

    expect(recorder.trace().spans.map((span) => span.label)).toEqual(['ends']);
    expect(recorder.trace().neverStarted).toEqual([]);
    expect(recorder.trace(recorder.open()).length).toBe(0);
  });

  test('closes work in flight as unfinished at one last step, and lists queued work apart', () => {
    const { clock, recorder, queue } = recording();
    const [a, b, calledOff] = [queue('a'), queue('b'), queue('called off'), queue('waits')];
    a.start(0);
    b.start(1);
    calledOff.cancel();
    clock.now = 9;

    const trace = recorder.close();

    expect(trace.spans.map(({ label, endedAt, endStep, outcome }) => [label, endedAt, endStep, outcome])).toEqual([
      ['a', 9, 2, 'unfinished'],
      ['b', 9, 2, 'unfinished'],
    ]);
    expect(trace.neverStarted.map(({ label, outcome, endedAt }) => [label, outcome, endedAt])).toEqual([
      ['called off', 'cancelled', 0],
      ['waits', 'unfinished', 9],
    ]);
  });

  test('lets work go on after the close, without a trace of it', () => {
    const { recorder, queue } = recording();
    const [runs, waits] = [queue('runs'), queue('waits')];
    runs.start(0);
    const trace = recorder.close();

    waits.start(1);
    runs.end('fulfilled');
    waits.end('fulfilled');

    expect(trace.spans.map((span) => span.outcome)).toEqual(['unfinished']);
  });

  test('knows of work that never started what was known when it was queued, and when it stopped waiting', () => {
    const { clock, recorder, queue } = recording();
    queue('called off');
    clock.now = 3;
    recorder.open()[0]!.cancel();

    const [calledOff] = recorder.close().neverStarted;

    expect(calledOff).toStrictEqual({
      ...{ id: 0, label: 'called off', input: 'called off', source: pool, parent: undefined },
      ...{ queuedAt: 0, endedAt: 3, outcome: 'cancelled' },
    });
    expect(Object.isFrozen(calledOff)).toBe(true);
  });

  test('has of what is said at the end just that', () => {
    const { recorder, queue } = recording();
    const request = { method: 'GET', path: '/', phase: 'done' } as const;
    const output = [{ stream: 'stdout', text: 'a', at: 0, order: 0 }] as const;
    const all = { result: undefined, request, output, worker: { pid: 7 } };
    for (const facts of [all, { error: undefined }, undefined]) {
      const span = queue('a');
      span.start(0);
      span.end('fulfilled', facts);
    }

    const said = recorder.trace().spans.map((span) => Object.entries(span).slice(12));

    expect(said).toEqual([Object.entries(all), [['error', undefined]], []]);
  });

  test('makes a span once, and not before somebody looks', () => {
    const { recorder, queue } = recording();
    const span = queue('a');
    span.start(0);
    span.end('fulfilled');

    const [early, late] = [recorder.trace(), recorder.close()];

    expect(early.spans[0]).toBe(late.spans[0]);
  });

  test('puts times that were measured elsewhere in order: none starts before it was queued, or ends before it started', () => {
    const { clock, recorder, queue } = recording();
    clock.now = 10;
    const [second, first] = [queue('second'), queue('first')];
    second.start(0);
    first.start(1);
    second.end('fulfilled', undefined, { startedAt: 14, endedAt: 13 });
    first.end('fulfilled', undefined, { startedAt: 9, endedAt: 12 });

    const { spans } = recorder.trace();

    expect(spans.map((span) => [span.label, span.startedAt, span.endedAt, span.startStep, span.endStep])).toEqual([
      ['first', 10, 12, 0, 1],
      ['second', 14, 14, 2, 3],
    ]);
    expect(spans.every(Object.isFrozen)).toBe(true);
  });

  test('keeps its seed for the replay line', () => {
    expect(recording(7).recorder.trace().recording).toEqual({ seed: 7 });
    expect(recording().recorder.trace().recording).toEqual({});
  });

  test.each([
    ['start', 'a span started that was running', (span: ReturnType<Recorder['queue']>) => span.start(0)],
    ['cancel', 'a span was called off that was running', (span: ReturnType<Recorder['queue']>) => span.cancel()],
  ])('calls %s out of turn a bug of ours', (_name, fact, act) => {
    const span = recording().queue('a');
    span.start(0);

    expect(() => act(span)).toThrow(`Bug in jest-lanes: ${fact}.`);
  });

  test('calls an end out of turn a bug of ours', () => {
    const span = recording().queue('a');

    expect(() => span.end('fulfilled')).toThrow('Bug in jest-lanes: a span ended that was queued.');
    span.start(0);
    span.end('fulfilled');
    expect(() => span.end('fulfilled')).toThrow('Bug in jest-lanes: a span ended that was ended.');
  });
});

describe('recorderOf', () => {
  test('gives one recorder to a clock, which reads that clock and keeps its seed', () => {
    const clock = { now: 3, seed: 11 } as Clock;

    const recorder = recorderOf(clock);

    expect(recorderOf(clock)).toBe(recorder);
    expect(recorderOf({ now: 3 } as Clock)).not.toBe(recorder);
    expect(recorder.queue({ source: pool, label: 'a', input: 0 }).queuedAt).toBe(3);
    expect(recorder.trace().recording.seed).toBe(11);
  });
});

test('a recording says if it was made on the real clock', () => {
  expect(new Recorder(() => 0, { seed: 3, clock: 'real' }).trace().recording).toEqual({ seed: 3, clock: 'real' });
  expect(new Recorder(() => 0, { seed: 3 }).trace().recording).toEqual({ seed: 3 });
});
