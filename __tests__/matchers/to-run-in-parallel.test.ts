import { describe, expect, test } from '@jest/globals';
import { asyncPool, simulate } from '../../src';
import { JUDGED } from '../../src/trace/judged';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import { failureOf, receivedOf } from './failure';
import { pages, pool, simulated } from './sample';

describe('toRunInParallel', () => {
  test('passes if at least two were in flight at some moment', () => {
    expect(pages(2)).toRunInParallel();
    expect(simulated(pages(2))).toRunInParallel();
  });

  test('passes if exactly so many were in flight at the busiest moment, and within bounds', () => {
    expect(pages(4)).toRunInParallel(4);
    expect(pages(1)).toRunInParallel(1);
    expect(pages(3)).toRunInParallel({ atLeast: 3 });
    expect(pages(3)).toRunInParallel({ atMost: 3 });
    expect(pages(3)).toRunInParallel({ atLeast: 2, atMost: 4 });
  });

  test('fails if more were in flight, and marks where', () => {
    const leaky = trace(
      span('page 1', 0, 100, { source: pool }),
      span('page 2', 0, 120, { source: pool }),
      span('page 3', 60, 180, { source: pool, queuedAt: 0 }),
      span('page 4', 120, 240, { source: pool, queuedAt: 0 }),
    );

    expect(failureOf(() => expect(simulated(leaky)).toRunInParallel(2))).toMatchInlineSnapshot(`
     "expect(run).toRunInParallel(2)

     Expected: exactly 2 in flight at the busiest moment
     Received: 3 in flight at 60 ms (page 1, page 2, page 3)

                  0           50           100         150              240 ms
       page 1     ========================|
       page 2     =============================|
       page 3     ...............=============================|
       page 4     ..............................=============================|
       in flight  222222222222222333333333322222222222222222222111111111111111
                                 ^^^^^^^^^^

       . queued   = running   | done   ^ more than 2

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails if fewer were in flight, and marks the busiest moment', () => {
    expect(failureOf(() => expect(pages(2)).toRunInParallel({ atLeast: 3 }))).toMatchInlineSnapshot(`
     "expect(trace).toRunInParallel({ atLeast: 3 })

     Expected: at least 3 in flight at the busiest moment
     Received: 2 in flight at 0 ms (page 1, page 2)

                  0         50        100       150       200           300 ms
       page 1     ===================|
       page 2     ===================|
       page 3     ....................===================|
       page 4     ....................===================|
       page 5     ........................................===================|
       page 6     ........................................===================|
       in flight  222222222222222222222222222222222222222222222222222222222222
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       . queued   = running   | done   ^ busiest"
    `);
  });

  test('fails if nothing overlapped', () => {
    expect(failureOf(() => expect(pages(1, 3)).toRunInParallel())).toMatchInlineSnapshot(`
     "expect(trace).toRunInParallel()

     Expected: at least 2 in flight at some moment
     Received: never more than 1 in flight, of 3 tasks (page 1, page 2, page 3)

                  0         50        100       150       200           300 ms
       page 1     ===================|
       page 2     ....................===================|
       page 3     ........................................===================|
       in flight  111111111111111111111111111111111111111111111111111111111111

       . queued   = running   | done"
    `);
  });

  test('names the lanes where tasks ran in workers', () => {
    const inWorker = (label: string, from: number, until: number, lane: number) =>
      span(label, from, until, { source: pool, lane, worker: { pid: 4711, threadId: lane } });
    const two = trace(inWorker('a', 0, 20, 0), inWorker('b', 10, 30, 2));
    const inTurn = trace(inWorker('a', 0, 20, 2), inWorker('b', 20, 30, 0), inWorker('c', 30, 40, 0));

    expect(receivedOf(() => expect(two).toRunInParallel(3))).toContain(
      '2 in flight at 10 ms (a in lane 0, b in lane 2)\n',
    );
    expect(receivedOf(() => expect(inTurn).toRunInParallel())).toContain(
      'never more than 1 in flight, of 3 tasks (a, b, c), in lanes 0 and 2\n',
    );
    expect(receivedOf(() => expect(trace(inWorker('a', 0, 1, 3))).toRunInParallel())).toContain(
      'only 1 task (a in lane 3)\n',
    );
  });

  test('says the steps of a moment that takes no time', () => {
    const recorder = new Recorder(() => 5);
    const tasks = ['a', 'b'].map((label) => recorder.queue({ source: pool, label, input: label }));
    tasks.forEach((task, lane) => task.start(lane));
    tasks.forEach((task) => task.end('fulfilled'));

    expect(receivedOf(() => expect(recorder.close()).toRunInParallel(1))).toContain(
      '2 in flight at 5 ms, from step 1 to 2 (a, b)\n',
    );
  });

  test('fails with a hint if there were too few tasks', () => {
    expect(failureOf(() => expect(pages(5, 1)).toRunInParallel(4))).toMatchInlineSnapshot(`
     "expect(trace).toRunInParallel(4)

     Expected: exactly 4 in flight at the busiest moment
     Received: only 1 task (page 1)

                  0           20          40          60          80    100 ms
       page 1     ===========================================================|
       in flight  111111111111111111111111111111111111111111111111111111111111

       = running   | done"
    `);
    expect(failureOf(() => expect(pages(5, 2)).toRunInParallel({ atLeast: 3, atMost: 5 }))).toContain(
      'Hint: there were only 2 tasks.',
    );
  });

  test('fails in few words when thousands ran at once', () => {
    expect(failureOf(() => expect(pages(3000, 3000)).toRunInParallel({ atMost: 4 }))).toMatchInlineSnapshot(`
     "expect(trace).toRunInParallel({ atMost: 4 })

     Expected: at most 4 in flight at the busiest moment
     Received: 3000 in flight at 0 ms (page 1, page 2, page 3, page 4, page 5 and 2995 more)

                  0           20          40          60          80    100 ms
       page 1     ===========================================================|
       page 2     ===========================================================|
       page 3     ===========================================================|
       page 4     ===========================================================|
       page 5     ===========================================================|
       page 6     ===========================================================|
       ... 2988 more tasks
       page 2995  ===========================================================|
       page 2996  ===========================================================|
       page 2997  ===========================================================|
       page 2998  ===========================================================|
       page 2999  ===========================================================|
       page 3000  ===========================================================|
       in flight  ++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       = running   | done   + more than 9   ^ more than 4"
    `);
  });

  test('takes bounds that are one number, or that any run reaches', () => {
    expect(pages(2)).toRunInParallel({ atLeast: 2, atMost: 2 });
    expect(pages(2)).toRunInParallel({ atLeast: 1, atMost: 3 });
    expect(failureOf(() => expect(pages(2)).toRunInParallel({ atLeast: 3, atMost: 4 }))).toContain(
      'Expected: from 3 to 4 in flight at the busiest moment\n',
    );
  });

  test('marks the busiest moment alone where too few were in flight, and blames no lack of tasks where there were enough', () => {
    expect(failureOf(() => expect(trace(span('a', 0, 40), span('b', 10, 20), span('c', 30, 50))).toRunInParallel(3)))
      .toMatchInlineSnapshot(`
     "expect(trace).toRunInParallel(3)

     Expected: exactly 3 in flight at the busiest moment
     Received: 2 in flight at 10 ms (a, b)

                  0           10          20          30          40     50 ms
       a          ===============================================|
       b                      ===========|
       c                                              =======================|
       in flight  111111111111222222222222111111111111222222222222111111111111
                              ^^^^^^^^^^^^            ^^^^^^^^^^^^

       = running   | done   ^ busiest"
    `);
  });

  test('passes under .not if tasks ran one at a time, or beyond one bound', () => {
    expect(pages(1)).not.toRunInParallel();
    expect(pages(3)).not.toRunInParallel({ atMost: 2 });
    expect(pages(3)).not.toRunInParallel({ atLeast: 4 });
  });

  test('fails under .not if tasks overlapped, and marks where', () => {
    expect(failureOf(() => expect(simulated(pages(2, 3))).not.toRunInParallel())).toMatchInlineSnapshot(`
     "expect(run).not.toRunInParallel()

     Expected: one at a time
     Received: 2 in flight at 0 ms (page 1, page 2)

                  0              50             100            150      200 ms
       page 1     =============================|
       page 2     =============================|
       page 3     ..............................=============================|
       in flight  222222222222222222222222222222111111111111111111111111111111
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       . queued   = running   | done   ^ more than 1

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails under .not within the bound, and says what it would take', () => {
    expect(failureOf(() => expect(pages(2, 2)).not.toRunInParallel({ atMost: 3 }))).toMatchInlineSnapshot(`
     "expect(trace).not.toRunInParallel({ atMost: 3 })

     Expected: at least 4 in flight at the busiest moment
     Received: 2 in flight at 0 ms (page 1, page 2)

                  0           20          40          60          80    100 ms
       page 1     ===========================================================|
       page 2     ===========================================================|
       in flight  222222222222222222222222222222222222222222222222222222222222
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       = running   | done   ^ busiest"
    `);
    expect(failureOf(() => expect(pages(2, 2)).not.toRunInParallel({ atLeast: 2 }))).toContain(
      'Expected: at most 1 in flight at the busiest moment',
    );
  });

  test('throws under .not with an exact number, which would pass for any other', () => {
    expect(failureOf(() => expect(pages(5, 5)).not.toRunInParallel(4))).toMatchInlineSnapshot(`
     "expect(trace).not.toRunInParallel(4)

     Matcher error: \`.not.toRunInParallel(4)\` would pass at 5 too. Write \`{ atMost: 3 }\` for fewer, or \`{ atLeast: 5 }\` for more."
    `);
    expect(failureOf(() => expect(pages(1)).not.toRunInParallel(1))).toContain(
      'Write `.toRunInParallel()` for two or more',
    );
    expect(failureOf(() => expect(pages(1)).not.toRunInParallel({ atLeast: 2, atMost: 3 }))).toContain(
      'Matcher error: `.not` with both bounds would pass on either side of them. Write one bound.',
    );
  });

  test('takes a bound that is undefined for one that is left out', () => {
    expect(pages(2)).toRunInParallel({ atLeast: undefined, atMost: 2 } as never);
    expect(pages(2)).not.toRunInParallel({ atLeast: 3, atMost: undefined } as never);
  });

  test.each<[unknown, string]>([
    [0, 'Expected `count` to be a whole number from 1 up, got `0` (number).'],
    [2.5, 'Expected `count` to be a whole number from 1 up, got `2.5` (number).'],
    [NaN, 'Expected `count` to be a whole number from 1 up, got `NaN` (number).'],
    [
      '4',
      "Expected `count` to be a whole number from 1 up, or `{ atLeast, atMost }`, one of them or both, got `'4'` (string).",
    ],
    [
      null,
      'Expected `count` to be a whole number from 1 up, or `{ atLeast, atMost }`, one of them or both, got `null` (null).',
    ],
    [
      [2, 4],
      'Expected `count` to be a whole number from 1 up, or `{ atLeast, atMost }`, one of them or both, got `[ 2, 4 ]` (array).',
    ],
    [
      { atLeast: undefined },
      'Expected `count` to be a whole number from 1 up, or `{ atLeast, atMost }`, one of them or both, got `{ atLeast: undefined }` (object).',
    ],
    [
      { min: 1 },
      'Expected `count` to be made of `atLeast` and `atMost`, got `{ min: 1 }` (object).\n`min` is none of them.',
    ],
    [{ atMost: 0 }, 'Expected `atMost` to be a whole number from 1 up, got `0` (number).'],
    [{ atLeast: 1 }, 'Expected `atLeast` to be from 2 up: every run reaches 1, got `1` (number).'],
    [{ atLeast: 4, atMost: 2 }, 'Expected `atLeast` to be at most 2, which is `atMost`, got `4` (number).'],
  ])('throws for %j, under .not too', (count, message) => {
    for (const those of [expect(pages(2)), expect(pages(2)).not]) {
      expect(failureOf(() => those.toRunInParallel(count as never))).toContain(`Matcher error: ${message}`);
    }
  });

  test.each<[string, unknown, string]>([
    ['a number', 4, 'got `4` (number).'],
    ['an array of values', [1, 2], 'got `[ 1, 2 ]` (array).'],
    ['an empty array', [], 'got `[]` (array).'],
    ['a promise', Promise.resolve(), 'Await it first: `expect(await simulate(…))`, or use `.resolves`.'],
    ['a function', () => 0, 'Run it first: `expect(await simulate(…))`; or observe it: `observe(fn)`.'],
  ])('throws for %s, under .not too', (_what, received, message) => {
    for (const those of [expect(received), expect(received).not]) {
      const text = failureOf(() => those.toRunInParallel());

      expect(text).toContain(
        'Matcher error: Expected `expect(…)` to be given a run, a trace, an observed function, a slow server or an array of these',
      );
      expect(text).toContain(message);
    }
  });

  test('throws for an empty trace, under .not too', () => {
    expect(failureOf(() => expect(trace()).not.toRunInParallel())).toMatchInlineSnapshot(`
     "expect(trace).not.toRunInParallel()

     Matcher error: Expected \`expect(…)\` to be given work that was recorded, got a trace without any.
     Of an empty trace nearly every claim holds, so it proves nothing."
    `);
    expect(failureOf(() => expect(trace()).toRunInParallel({ atMost: 4 }))).toContain('Matcher error');

    const recorder = new Recorder(() => 0);
    recorder.queue({ source: pool, label: 'waits', input: 0 });
    expect(failureOf(() => expect(recorder.close()).not.toRunInParallel())).toContain(
      'got a trace without any. 1 was queued and never started.',
    );
  });

  test('throws for a run whose work has several sources', () => {
    const mixed = trace(span('task', 0, 1, { source: pool }), span('other', 0, 1));

    expect(failureOf(() => expect(mixed).not.toRunInParallel())).toMatchInlineSnapshot(`
     "expect(trace).not.toRunInParallel()

     Matcher error: Expected one source of work to judge, got 2: 'asyncPool(2)', 'by hand'.
     Choose one:
       run.only('asyncPool(2)')
       run.only('by hand')
     or judge several as one, in an array: expect([run.only('asyncPool(2)'), run.only('by hand')])"
    `);
  });

  test('judges several servers as one', () => {
    const both = trace(span('a', 0, 10, { source: { kind: 'server', name: 'https://a.example' } }), span('b', 5, 10));
    const servers = both.sources.map((source) => ({ [JUDGED]: () => both.only(source) }));

    expect(servers).toRunInParallel(2);
    expect([servers[0]]).toRunInParallel(1);
    expect(failureOf(() => expect(servers).toRunInParallel(1))).toContain(
      'expect([server, server]).toRunInParallel(1)',
    );
  });

  test('works after resolves, and says so', async () => {
    await expect(Promise.resolve(pages(2))).resolves.toRunInParallel(2);

    const failed = await expect(Promise.resolve(pages(2)))
      .resolves.toRunInParallel(3)
      .catch(String);
    expect(failed).toContain('resolves');
  });

  test('judges, after rejects, the run that rejected', async () => {
    const failing = () =>
      simulate(() =>
        asyncPool(2).map(
          async (n: number) => {
            await new Promise((resolve) => setTimeout(resolve, 10));
            if (n === 2) throw new Error('two');
          },
          [1, 2, 3],
        ),
      );

    await expect(failing()).rejects.toRunInParallel(2);
    const failed = await expect(failing()).rejects.toRunInParallel(3).catch(String);
    expect(failed).toContain('Received: 2 in flight at 0 ms (1, 2)');
    await expect(expect(Promise.reject(new Error('no run'))).rejects.toRunInParallel(2)).rejects.toThrow(
      'Expected `expect(…)` to be given a run',
    );
  });

  test('works as part of an expected value', () => {
    expect({ run: pages(2) }).toEqual({ run: expect.toRunInParallel(2) });
    expect({ run: pages(2) }).not.toEqual({ run: expect.toRunInParallel(3) });
    expect({ run: pages(1) }).toEqual({ run: expect.not.toRunInParallel() });
  });

  test('shows the difference where it is part of an expected value, for what a run is copied', async () => {
    const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const run = await simulate(() => asyncPool(2).map(sleep, [10, 20, 30]));

    expect(failureOf(() => expect({ run }).toEqual({ run: expect.toRunInParallel(3) }))).toContain(
      '-   "run": toRunInParallel<3>,\n+   "run": Run {\n',
    );
    expect(failureOf(() => expect({ run, n: 1 }).toMatchObject({ run: expect.toRunInParallel(2), n: 2 }))).toContain(
      '    "run": toRunInParallel<2>,\n',
    );
  });

  test('gives reporters what it compared', () => {
    let caught: unknown;
    try {
      expect(pages(2)).toRunInParallel(3);
    } catch (error) {
      caught = error;
    }

    expect(caught).toMatchObject({ matcherResult: { pass: false, name: 'toRunInParallel', actual: 2, expected: 3 } });
  });
});
