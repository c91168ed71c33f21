import { describe, expect, test } from '@jest/globals';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import { Run } from '../../src/trace/run';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';
import { abc, pages, pool, simulated } from './sample';

function unfinished() {
  const clock = { now: 0 };
  const recorder = new Recorder(() => clock.now);
  recorder.queue({ source: pool, label: 'a', input: 'a' }).start(0);
  clock.now = 100;
  return recorder.close();
}

describe('toFinishWithin', () => {
  test('passes if all was over in time, to the millisecond', () => {
    expect(abc).toFinishWithin(300);
    expect(abc).toFinishWithin(1000);
  });

  test('fails if it took longer, and marks who ended too late', () => {
    expect(failureOf(() => expect(simulated(pages(2))).toFinishWithin(200))).toMatchInlineSnapshot(`
     "expect(run).toFinishWithin(200)

     Expected: at most 200 ms from the first start to the last end
     Received: 300 ms, from 0 ms (page 1) to 300 ms (page 5)
               2 of 6 tasks ended after 200 ms (page 5, page 6)

                  0         50        100       150       200           300 ms
       page 1     ===================|
       page 2     ===================|
       page 3     ....................===================|
       page 4     ....................===================|
     ^ page 5     ........................................===================|
     ^ page 6     ........................................===================|
       in flight  222222222222222222222222222222222222222222222222222222222222
                                                                             ^

       . queued   = running   | done   ^ after 200 ms

     Hint: this is the time of the tasks alone; the body as a whole took 0 ms, which is \`run.elapsed\`.

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('shows who ended last, of many tasks', () => {
    const many = Array.from({ length: 30 }, (_, i) => span(`task ${i}`, 10 * i, 10 * i + (i === 15 ? 500 : 10)));

    expect(receivedOf(() => expect(trace(...many)).toFinishWithin(300))).toMatchInlineSnapshot(`
     "650 ms, from 0 ms (task 0) to 650 ms (task 15)

                  570    580            600            620              650 ms
       ... 9 earlier tasks
       task 9
       task 10
       task 11
       task 12
       task 13
       task 14
     ^ task 15    <==========================================================|
       task 16
       task 17
       task 18
       task 19
       task 20
       ... 9 later tasks
       in flight  111111111111111111111111111111111111111111111111111111111111
                                                                             ^

       = running   | done   < began earlier   ^ after 300 ms"
    `);
  });

  test('fails if something was not over', () => {
    expect(failureOf(() => expect(unfinished()).toFinishWithin(1000))).toContain(
      'Received: 100 ms, from 0 ms (a) to 100 ms (a)\n          the only task (a) was not over when the body settled at 100 ms',
    );
  });

  test('fails with a hint if the whole body was in time', () => {
    expect(failureOf(() => expect(new Run({ value: 0, elapsed: 200, trace: abc })).toFinishWithin(250))).toContain(
      'Hint: this is the time of the tasks alone; the body as a whole took 200 ms',
    );
  });

  test('passes under .not if it took longer, be it over or not', () => {
    expect(abc).not.toFinishWithin(299);
    expect(unfinished()).not.toFinishWithin(99);
  });

  test('fails under .not if it was in time', () => {
    expect(failureOf(() => expect(abc).not.toFinishWithin(300))).toMatchInlineSnapshot(`
     "expect(trace).not.toFinishWithin(300)

     Expected: more than 300 ms from the first start to the last end
     Received: 300 ms, from 0 ms (a) to 300 ms (a)

                  0         50        100       150       200           300 ms
     ^ a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111
                                                                             ^

       . queued   = running   | done   ^ last end"
    `);
  });

  test('throws under .not if nobody knows how long it would have taken', () => {
    expect(failureOf(() => expect(unfinished()).not.toFinishWithin(1000))).toMatchInlineSnapshot(`
     "expect(trace).not.toFinishWithin(1000)

     Matcher error: How long it takes cannot be said: the only task (a) was not over when the body settled at 100 ms.
     Await all of its work in the body."
    `);
  });

  test('throws for a length that is none and for an empty trace, under .not too', () => {
    expect(misuseOf(abc, (those) => those.toFinishWithin(NaN))).toBe(
      'Expected `ms` to be a number of milliseconds from 0 up, got `NaN` (number).',
    );
    expect(misuseOf(trace(), (those) => those.toFinishWithin(1))).toContain('got a trace without any.');
  });

  test('works as part of an expected value', () => {
    expect({ run: abc }).toEqual({ run: expect.toFinishWithin(300) });
    expect({ run: abc }).toEqual({ run: expect.not.toFinishWithin(200) });
  });
});
