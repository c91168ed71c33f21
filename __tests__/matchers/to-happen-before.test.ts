import { describe, expect, test } from '@jest/globals';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import { failureOf } from './failure';
import { misuseOf } from './misuse';
import { abc, pool, simulated } from './sample';

describe('toHappenBefore', () => {
  test('passes if one was over before the other started, at the same instant too', () => {
    expect(abc).toHappenBefore('b', 'c');
  });

  test('fails if it was not over, and marks the stretch', () => {
    expect(failureOf(() => expect(simulated(abc)).toHappenBefore('a', 'c'))).toMatchInlineSnapshot(`
     "expect(run).toHappenBefore('a', 'c')

     Expected: a over before c starts
     Received: c started at 100 ms, in lane 1, before a ended at 300 ms

                  0         50        100       150       200           300 ms
       a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       . queued   = running   | done   ^ too early

     Replay: simulate(body, { seed: 7 })"
    `);
    expect(failureOf(() => expect(abc).toHappenBefore('c', 'b'))).toContain(
      'Received: b started at 0 ms, in lane 1, before c ended at 200 ms\n',
    );
  });

  test('fails if the first was never over', () => {
    const recorder = new Recorder(() => 0);
    for (const label of ['a', 'b']) recorder.queue({ source: pool, label, input: label }).start(0);

    expect(failureOf(() => expect(recorder.close()).toHappenBefore('a', 'b'))).toContain(
      'Received: b started at 0 ms, in lane 0, before a, which was not over when the body settled at 0 ms: the same instant, step 1 before step 2\n',
    );
  });

  test('names tasks that are expected by an object with what they were given', () => {
    const those = trace(span('#0', 0, 30, { input: { id: 1 } }), span('#1', 10, 20, { input: { id: 2 } }));

    expect(failureOf(() => expect(those).toHappenBefore({ id: 1 }, { id: 2 }))).toContain(
      'Expected: #0 { id: 1 } over before #1 { id: 2 } starts\n' +
        'Received: #1 { id: 2 } started at 10 ms, before #0 { id: 1 } ended at 30 ms\n',
    );
    expect(misuseOf(those, (they) => they.toHappenBefore({ id: 3 }, '#1'))).toBe(
      'No task is { id: 3 }, which was given as `a`. There are: #0 { id: 1 }, #1 { id: 2 }.',
    );
    expect(misuseOf(those, (they) => they.toHappenBefore('#2', '#1'))).toBe(
      'No task is #2, which was given as `a`. There are: #0, #1.',
    );
  });

  test('shows both of many tasks', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => span(`task ${i}`, i * 10, i * 10 + 10, { queuedAt: 0 }));
    const those = trace(span('long', 0, 900), ...crowd, span('last', 500, 600));

    const text = failureOf(() => expect(those).toHappenBefore('long', 'last'));

    expect(text).toMatch(/\n +long +</);
    expect(text).toMatch(/\n +last +=/);
    expect(
      misuseOf(
        those.filter(({ id }) => id < 8),
        (they) => they.toHappenBefore('x', 'y'),
      ),
    ).toBe(
      'No task is x, which was given as `a`. There are: long, task 0, task 1, task 2, task 3, task 4, task 5, task 6.',
    );
    expect(
      misuseOf(
        those.filter(({ id }) => id < 9),
        (they) => they.toHappenBefore('x', 'y'),
      ),
    ).toContain('task 6 and 1 more.');
  });

  test('throws under .not, which would pass in two ways', () => {
    expect(failureOf(() => expect(abc).not.toHappenBefore('a', 'b'))).toMatchInlineSnapshot(`
     "expect(trace).not.toHappenBefore('a', 'b')

     Matcher error: \`.not.toHappenBefore(a, b)\` would pass if they overlap, and if \`b\` comes first. Write \`toOverlap(a, b)\` or \`toHappenBefore(b, a)\`."
    `);
  });

  test('throws for tasks that are not there, and for an empty trace, under .not too', () => {
    expect(misuseOf(abc, (those) => those.toHappenBefore('a', 'z'))).toContain('No task is z, which was given as `b`.');
    expect(misuseOf(abc, (those) => those.toHappenBefore('a', 'a'))).toContain('Name two different ones.');
    expect(misuseOf(trace(), (those) => those.toHappenBefore('a', 'b'))).toContain('got a trace without any.');
  });

  test('works as part of an expected value', () => {
    expect({ run: abc }).toEqual({ run: expect.toHappenBefore('b', 'c') });
  });
});
