import { describe, expect, test } from '@jest/globals';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import type { Trace } from '../../src/trace/trace';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';
import { pages, pool, simulated } from './sample';

const task = (label: string, from: number, until: number) => span(label, from, until, { source: pool, queuedAt: 0 });

/** A pool that starts its tasks in batches of two: the second lane waits for the slow one of the first batch. */
const batches = trace(task('a', 0, 300), task('b', 0, 100), task('c', 300, 400), task('d', 300, 400));

describe('toBeWorkConserving', () => {
  test('passes if a free lane served whoever waited at once', () => {
    expect(pages(2)).toBeWorkConserving();
    expect(pages(2)).toBeWorkConserving({ lanes: 2 });
  });

  test('passes if a lane had nothing to do', () => {
    expect(trace(task('a', 0, 100), task('b', 0, 300), task('c', 100, 200))).toBeWorkConserving();
  });

  test('fails if a lane was idle while somebody waited, and marks when', () => {
    expect(failureOf(() => expect(simulated(batches)).toBeWorkConserving())).toMatchInlineSnapshot(`
     "expect(run).toBeWorkConserving()

     Expected: both lanes busy whenever a task waits
     Received: lane 1 was idle from 100 ms to 300 ms, while c, d waited

                  0              100            200            300      400 ms
       a          ============================================|
       b          ==============|
       c          .............................................==============|
       d          .............................................==============|
       in flight  222222222222222111111111111111111111111111111222222222222222
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       . queued   = running   | done   ^ a lane idle

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails for serial code if it is told of the lanes', () => {
    expect(failureOf(() => expect(pages(1, 3)).toBeWorkConserving({ lanes: 2 }))).toContain(
      'Expected: both lanes busy whenever a task waits\n' +
        'Received: lane 1 was idle from 0 ms to 200 ms, while page 2, page 3 waited\n',
    );
  });

  test('names the lanes that were idle all the while, as many as one can read', () => {
    const idleOf = (those: Trace, lanes: number) => receivedOf(() => expect(those).toBeWorkConserving({ lanes }));
    const inTurn = trace(
      span('a', 0, 100, { source: pool, lane: 1 }),
      span('b', 100, 200, { source: pool, lane: 0 }),
      span('c', 200, 300, { source: pool, lane: 0, queuedAt: 0 }),
    );

    expect(idleOf(pages(1, 3), 3)).toContain(
      'lanes 1 and 2 were idle from 0 ms to 200 ms, while page 2, page 3 waited\n',
    );
    expect(idleOf(pages(1, 3), 6)).toContain('lanes 1, 2, 3, 4, and 5 were idle from');
    expect(idleOf(pages(1, 3), 7)).toContain('6 lanes were idle from');
    expect(idleOf(inTurn, 2)).toContain('a lane was idle from 0 ms to 200 ms, while c waited\n');
  });

  test('names who waited at the time, and not who waited before or after', () => {
    const twice = trace(
      task('a', 0, 500),
      task('b', 0, 100),
      task('c', 0, 100),
      span('d', 100, 200, { source: pool, queuedAt: 50 }),
      span('e', 150, 200, { source: pool, queuedAt: 100 }),
      span('f', 450, 500, { source: pool, queuedAt: 150 }),
      span('g', 450, 500, { source: pool, queuedAt: 400 }),
    );

    expect(receivedOf(() => expect(twice).toBeWorkConserving())).toContain(
      'lane 2 was idle from 100 ms to 150 ms, while e waited\n' +
        '          lanes 1 and 2 were idle from 200 ms to 450 ms, while f, g waited\n',
    );
  });

  test('says how many lanes there are', () => {
    const expectedOf = (lanes: number) =>
      /Expected: (.*)/.exec(failureOf(() => expect(pages(1, 2)).toBeWorkConserving({ lanes })))![1];
    const pausing = trace(task('a', 0, 10), task('b', 20, 30));

    expect(failureOf(() => expect(pausing).toBeWorkConserving())).toContain('Expected: the only lane busy whenever');
    expect([2, 3].map(expectedOf)).toEqual([
      'both lanes busy whenever a task waits',
      'all 3 lanes busy whenever a task waits',
    ]);
  });

  test('shows who waited, and when, of many tasks', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    const queue = (label: string) => recorder.queue({ source: pool, label, input: label });
    for (let i = 1; i <= 30; i++) {
      const next = queue(`task ${i}`);
      if (i === 15) {
        queue('lost');
        clock.now += 40;
      }
      next.start(0);
      clock.now += 10;
      next.end('fulfilled');
    }

    expect(receivedOf(() => expect(recorder.close()).toBeWorkConserving({ within: 30 }))).toMatchInlineSnapshot(`
     "lane 0 was idle from 140 ms to 180 ms, while task 15, lost waited

                  80      100                   150                     220 ms
       ... 8 earlier tasks
       task 9     ====|
       task 10        ====|
       task 11            ====|
       task 12                =====|
       task 13                     ====|
       task 14                         ====|
       task 15                             .................=====|
       task 16                                                   ====|
       task 17                                                       ====|
       task 18                                                           ====|
       task 19
       task 20
       ... 11 later tasks
       in flight  111111111111111111111111110000000000000000111111111111111111
                                           ^^^^^^^^^^^^^^^^^^

       . queued   = running   | done   ^ a lane idle"
    `);
  });

  test('fails if tasks that never started waited beside an idle lane', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now);
    const [a] = ['a', 'b'].map((label) => recorder.queue({ source: pool, label, input: label }));
    a!.start(0);
    clock.now = 10;
    a!.end('fulfilled');
    clock.now = 30;

    expect(failureOf(() => expect(recorder.close()).toBeWorkConserving())).toContain(
      'Received: lane 0 was idle from 10 ms to 30 ms, while b waited\n',
    );
  });

  test('does not count the rounding of sums', () => {
    // 2.2 - 1.2 is 1.0000000000000002.
    const queue = trace(
      span('a', 0, 1.2, { source: pool, queuedAt: 0 }),
      span('b', 2.2, 3, { source: pool, queuedAt: 0 }),
    );

    expect(2.2 - 1.2).toBeGreaterThan(1);
    expect(queue).toBeWorkConserving({ within: 1 });
  });

  test('lets a lane be idle for so long on the real clock', () => {
    const clock = { now: 0 };
    const recorder = new Recorder(() => clock.now, { clock: 'real' });
    const [a, b] = ['a', 'b'].map((label) => recorder.queue({ source: pool, label, input: label }));
    a!.start(0);
    clock.now = 10;
    a!.end('fulfilled');
    clock.now = 11;
    b!.start(0);
    clock.now = 20;
    b!.end('fulfilled');

    expect(recorder.close()).toBeWorkConserving({ within: 1 });
    expect(recorder.close()).not.toBeWorkConserving({ within: 0.9 });
    expect(misuseOf(recorder.close(), (those) => those.toBeWorkConserving())).toBe(
      'This was recorded on the real clock, on which every hand-over takes a moment.\n' +
        'Say how long a lane may be idle: `{ within: 5 }`; or run it inside `simulate`.',
    );
  });

  test('names five stretches at most', () => {
    const gaps = Array.from({ length: 8 }, (_, i) => task(`t${i}`, 20 * i, 20 * i + 10));
    const idleOf = (count: number) =>
      receivedOf(() => expect(trace(...gaps.slice(0, count))).toBeWorkConserving()).split('\n\n')[0];

    expect(idleOf(6)).toMatchInlineSnapshot(`
     "lane 0 was idle from 10 ms to 20 ms, while t1, t2, t3, t4, t5 waited
               lane 0 was idle from 30 ms to 40 ms, while t2, t3, t4, t5 waited
               lane 0 was idle from 50 ms to 60 ms, while t3, t4, t5 waited
               lane 0 was idle from 70 ms to 80 ms, while t4, t5 waited
               lane 0 was idle from 90 ms to 100 ms, while t5 waited"
    `);
    expect(idleOf(7)).toMatch(/ 90 ms to 100 ms, while t5, t6 waited\n +and once more$/);
    expect(idleOf(8)).toMatchInlineSnapshot(`
     "lane 0 was idle from 10 ms to 20 ms, while t1, t2, t3, t4, t5 and 2 more waited
               lane 0 was idle from 30 ms to 40 ms, while t2, t3, t4, t5, t6 and 1 more waited
               lane 0 was idle from 50 ms to 60 ms, while t3, t4, t5, t6, t7 waited
               lane 0 was idle from 70 ms to 80 ms, while t4, t5, t6, t7 waited
               lane 0 was idle from 90 ms to 100 ms, while t5, t6, t7 waited
               and 2 times more"
    `);
  });

  test('passes under .not if a lane was idle', () => {
    expect(batches).not.toBeWorkConserving();
    expect(pages(1)).not.toBeWorkConserving({ lanes: 2 });
  });

  test('fails under .not if none was', () => {
    expect(failureOf(() => expect(pages(2, 3)).not.toBeWorkConserving())).toMatchInlineSnapshot(`
     "expect(trace).not.toBeWorkConserving()

     Expected: a lane idle while a task waits
     Received: no lane was idle while page 3 waited, between 0 ms and 100 ms

                  0              50             100            150      200 ms
       page 1     =============================|
       page 2     =============================|
       page 3     ..............................=============================|
       in flight  222222222222222222222222222222111111111111111111111111111111

       . queued   = running   | done"
    `);
  });

  test('throws if nobody ever waited, for bad options, and for an empty trace, under .not too', () => {
    expect(misuseOf(trace(span('a', 0, 1)), (those) => those.toBeWorkConserving())).toBe(
      'No task ever waited, so it proves nothing that no lane was idle meanwhile. ' +
        'Give the pool more tasks than it has lanes; calls of observed functions and requests never wait.',
    );
    expect(misuseOf(batches, (those) => those.toBeWorkConserving({ lanes: 1 }))).toBe(
      'Expected `lanes` to be 2 or more, since so many had work, got `1` (number).',
    );
    expect(misuseOf(batches, (those) => those.toBeWorkConserving({ within: -1 }))).toContain('Expected `within` to be');
    expect(misuseOf(trace(), (those) => those.toBeWorkConserving())).toContain('got a trace without any.');
  });

  test('works as part of an expected value', () => {
    expect({ run: pages(2) }).toEqual({ run: expect.toBeWorkConserving() });
    expect({ run: batches }).toEqual({ run: expect.not.toBeWorkConserving() });
  });
});
