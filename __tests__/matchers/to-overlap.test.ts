import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import { happensBefore, overlap } from '../../src/trace/overlap';
import { anyTrace } from '../trace/arbitrary-trace';
import { failureOf } from './failure';
import { misuseOf } from './misuse';
import { abc, pool, simulated } from './sample';

describe('overlap', () => {
  test('agrees with looking for a step at which both are in flight, and then neither is before the other', () => {
    fc.assert(
      fc.property(anyTrace(), ({ spans }) => {
        for (const a of spans) {
          for (const b of spans.filter((other) => other !== a)) {
            const steps = Array.from({ length: 130 }, (_, step) => step);
            const isIn = (one: typeof a, step: number) => one.startStep <= step && step < one.endStep;
            const both = steps.some((step) => isIn(a, step) && isIn(b, step));
            expect(overlap(a, b)).toBe(both);
            expect(Number(both) + Number(happensBefore(a, b)) + Number(happensBefore(b, a))).toBe(1);
          }
        }
      }),
    );
  });
});

describe('toOverlap', () => {
  test('passes if both were in flight at some step', () => {
    expect(abc).toOverlap('a', 'b');
    expect(abc).toOverlap('c', 'a');
  });

  test('finds tasks by label, by input, by a pattern, or by a function of the span', () => {
    const those = trace(
      span('#0', 0, 9, { input: { id: 1 } }),
      span('#1', 5, 9, { input: [2, 3] }),
      span('third', 8, 9),
    );

    expect(those).toOverlap({ id: 1 }, [2, 3]);
    expect(those).toOverlap(expect.objectContaining({ id: 1 }), expect.stringContaining('ird'));
    expect(those).toOverlap('#1', ({ startedAt }: { startedAt: number }) => startedAt === 8);
  });

  test('takes a name for the task that is called so, though another was given the same', () => {
    const those = trace(span('a', 0, 9, { input: 'b' }), span('b', 5, 9, { input: 'c' }), span('d', 8, 9));

    expect(those).toOverlap('a', 'b');
    expect(those).toOverlap('d', 'c');
    expect(those).toMatchTimeline('b  5 |4|\na  |9|\n...');
    expect(those).toMatchTimeline('c  5 |4|\n...');
  });

  test('shows both of many tasks, in both voices', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => span(`task ${i}`, i * 10, i * 10 + 10, { queuedAt: 0 }));
    const those = trace(span('first', 0, 450), span('brief', 0, 9), ...crowd, span('last', 500, 600));
    const both = [
      failureOf(() => expect(those).toOverlap('last', 'first')),
      failureOf(() => expect(those.filter(({ label }) => label !== 'last')).not.toOverlap('task 39', 'first')),
    ];

    expect(both[0]).toMatch(/\n +first +<?=*[^]*\n +last +/);
    expect(both[1]).toMatch(/\n +first +<?=*[^]*\n +task 39 +/);
  });

  test('fails if one ended before the other started, and marks what is between', () => {
    const apart = trace(span('a', 0, 100, { source: pool }), span('b', 150, 300, { source: pool }));

    expect(failureOf(() => expect(simulated(apart)).toOverlap('b', 'a'))).toMatchInlineSnapshot(`
     "expect(run).toOverlap('b', 'a')

     Expected: b and a in flight at the same time
     Received: a ended at 100 ms, before b started at 150 ms, in lane 0

                  0         50        100       150       200           300 ms
       a          ===================|
       b                                        =============================|
       in flight  111111111111111111110000000000111111111111111111111111111111
                                      ^^^^^^^^^^

       = running   | done   ^ between them

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails with the steps where time does not tell', () => {
    expect(failureOf(() => expect(abc).toOverlap('b', 'c'))).toContain(
      'Received: b ended at 100 ms, before c started at 100 ms, in lane 1: the same instant, step 2 before step 3\n',
    );
  });

  test('passes under .not if they were apart', () => {
    expect(abc).not.toOverlap('b', 'c');
  });

  test('shows both, and all that is between, where they are far apart', () => {
    const many = trace(...Array.from({ length: 300 }, (_, i) => span(`call ${i + 1}`, 10 * i, 10 * i + 15)));

    expect(failureOf(() => expect(many).toOverlap('call 10', 'call 30'))).toMatchInlineSnapshot(`
     "expect(trace).toOverlap('call 10', 'call 30')

     Expected: call 10 and call 30 in flight at the same time
     Received: call 10 ended at 105 ms, before call 30 started at 290 ms

                  90           150        200         250        300    355 ms
       ... 9 earlier tasks
       call 10    ===|
       ... 14 more tasks
       call 25                                     ====|
       call 26                                        ===|
       call 27                                          ===|
       call 28                                            ====|
       call 29                                               ===|
       call 30                                                 ===|
       call 31                                                   ===|
       call 32                                                     ====|
       call 33                                                        ===|
       call 34                                                          ===|
       call 35                                                            ===|
       ... 265 later tasks
       in flight  222222221222222221222222222222222222222222122222222122222222
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       = running   | done   ^ between them"
    `);
  });

  test('fails under .not if they overlapped, and marks where', () => {
    expect(failureOf(() => expect(abc).not.toOverlap('a', 'c'))).toMatchInlineSnapshot(`
     "expect(trace).not.toOverlap('a', 'c')

     Expected: a and c never in flight at the same time
     Received: both in flight from 100 ms to 200 ms

                  0         50        100       150       200           300 ms
       a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111
                                      ^^^^^^^^^^^^^^^^^^^^

       . queued   = running   | done   ^ both"
    `);

    const recorder = new Recorder(() => 0);
    const [a, b] = ['a', 'b'].map((label) => recorder.queue({ source: pool, label, input: label }));
    for (const one of [a!, b!]) one.start(0);
    for (const one of [a!, b!]) one.end('fulfilled');
    expect(failureOf(() => expect(recorder.close()).not.toOverlap('a', 'b'))).toContain(
      'Received: both in flight at 0 ms, from step 1 to 2\n',
    );
  });

  test('throws for a name that is nobody’s, several’s, or of one that never started, under .not too', () => {
    const recorder = new Recorder(() => 0);
    for (const label of ['a', 'b']) recorder.queue({ source: pool, label, input: label }).start(0);
    recorder.queue({ source: pool, label: 'waits', input: 'waits' });
    const trio = recorder.close();
    const twins = trace(...['x', 'x', 'y'].map((label, i) => span(label, i, i + 1)));

    expect(misuseOf(trio, (those) => those.toOverlap('a', 'z'))).toBe(
      'No task is z, which was given as `b`. There are: a, b, waits.',
    );
    expect(misuseOf(trio, (those) => those.toOverlap(() => false, 'a'))).toBe(
      'No task is what `a` asks for. There are: a, b, waits.',
    );
    expect(misuseOf(twins, (those) => those.toOverlap('x', 'y'))).toBe(
      '2 tasks are x, which was given as `a`: x (started at 0 ms), x (started at 1 ms).\nSay which, by a function of the span: `(span) => span.startedAt === 0`.',
    );
    const oneOfEach = trace(
      ...['open', 'close'].map((name, i) => span('1', i, i + 1, { source: { kind: 'function', name } })),
    );
    const both = [oneOfEach.only('open'), oneOfEach.only('close')];
    expect(misuseOf(both, (those) => those.toOverlap('1', 'open'))).toBe(
      '2 tasks are 1, which was given as `a`: open (started at 0 ms), close (started at 1 ms).\nSay which, by its name here, or by a function of the span: `(span) => span.startedAt === 0`.',
    );
    expect(misuseOf(trio, (those) => those.toOverlap('a', 'waits'))).toBe(
      '`b` is waits, which was queued and never started, so it cannot be compared.',
    );
    expect(misuseOf(trio, (those) => those.toOverlap('a', 'a'))).toBe('Both tasks are a. Name two different ones.');
    expect(misuseOf(trio, (those) => those.toOverlap('a', undefined as never))).toBe(
      'Expected `b` to be a label, an input, or a function of a span, got `undefined` (undefined).',
    );
    expect(misuseOf(trace(), (those) => those.toOverlap('a', 'b'))).toContain('got a trace without any.');
  });

  test('names eight tasks at most', () => {
    const many = trace(...Array.from({ length: 20 }, (_, i) => span(`t${i}`, 0, 1)));

    expect(misuseOf(many, (those) => those.toOverlap('t1', 'z'))).toContain(
      'There are: t0, t1, t2, t3, t4, t5, t6, t7 and 12 more.',
    );
  });

  test('works as part of an expected value', () => {
    expect({ run: abc }).toEqual({ run: expect.toOverlap('a', 'b') });
    expect({ run: abc }).toEqual({ run: expect.not.toOverlap('b', 'c') });
  });
});
