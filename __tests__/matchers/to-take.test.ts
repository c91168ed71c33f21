import { describe, expect, test } from '@jest/globals';
import { observe, simulate } from '../../src';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import { Run } from '../../src/trace/run';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';
import { abc, pages, pool, simulated } from './sample';

function recorded(kind: 'virtual' | 'real', ms: number) {
  const clock = { now: 5 };
  const recorder = new Recorder(() => clock.now, { clock: kind });
  const open = recorder.queue({ source: pool, label: 'a', input: 'a' });
  open.start(0);
  clock.now += ms;
  open.end('fulfilled');
  return recorder;
}

function withUnfinished() {
  const recorder = recorded('virtual', 100);
  recorder.queue({ source: pool, label: 'b', input: 'b' }).start(0);
  recorder.queue({ source: pool, label: 'c', input: 'c' });
  return recorder.close();
}

describe('toTake', () => {
  test('passes if it took just so long, from the first start to the last end', () => {
    expect(pages(2)).toTake(300);
    expect(trace(span('a', 5, 5))).toTake(0);
    expect(trace(span('a', 0.1, 0.3), span('b', 0.3, 0.4))).toTake(0.3);
    expect(recorded('virtual', 100).trace()).toTake(100);
  });

  test('passes on the real clock if it took so long give or take, on both sides', () => {
    for (const ms of [95, 100, 105]) expect(recorded('real', ms).trace()).toTake(100, { within: 5 });
    for (const ms of [94, 106]) {
      expect(failureOf(() => expect(recorded('real', ms).trace()).toTake(100, { within: 5 }))).toContain(
        `Expected: 100 ms, give or take 5 ms, from the first start to the last end\nReceived: ${ms} ms, from`,
      );
    }
  });

  test('fails if it took longer or shorter, and marks who ended last', () => {
    expect(failureOf(() => expect(simulated(abc)).toTake(200))).toMatchInlineSnapshot(`
     "expect(run).toTake(200)

     Expected: exactly 200 ms, from the first start to the last end
     Received: 300 ms, from 0 ms (a) to 300 ms (a)

                  0         50        100       150       200           300 ms
     ^ a          ===========================================================|
       b          ===================|
       c          ....................===================|
       in flight  222222222222222222222222222222222222222211111111111111111111
                                                                             ^

       . queued   = running   | done   ^ last end

     Replay: simulate(body, { seed: 7 })"
    `);
    expect(failureOf(() => expect(abc).toTake(301))).toContain(
      'Expected: exactly 301 ms, from the first start to the last end\nReceived: 300 ms, from 0 ms (a) to 300 ms (a)',
    );
  });

  test('shows who ended last, of many tasks', () => {
    const many = Array.from({ length: 30 }, (_, i) => span(`task ${i}`, 10 * i, 10 * i + (i === 15 ? 500 : 10)));

    expect(receivedOf(() => expect(trace(...many)).toTake(300))).toMatchInlineSnapshot(`
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

       = running   | done   < began earlier   ^ last end"
    `);
  });

  test('fails if something was not over, whatever the time', () => {
    expect(failureOf(() => expect(withUnfinished()).toTake(100))).toMatchInlineSnapshot(`
     "expect(trace).toTake(100)

     Expected: exactly 100 ms, from the first start to the last end
     Received: 100 ms, from 5 ms (a) to 105 ms (a)
               2 of 3 tasks (b, c) were not over when the body settled at 105 ms

                  5        20          40          60          80       105 ms
     ^ a          ===========================================================|
       b                                                                     >
       c
       in flight  111111111111111111111111111111111111111111111111111111111111
                                                                             ^

       = running   | done   > goes on   ^ last end"
    `);
  });

  test('fails with a hint if the whole body took so long', () => {
    const run = new Run({ value: 0, elapsed: 400, trace: abc });

    expect(failureOf(() => expect(run).toTake(400))).toContain(
      'Hint: this is the time of the tasks alone; the body as a whole took 400 ms, which is `run.elapsed`.',
    );
  });

  test('throws under .not, which would pass for any other length', () => {
    expect(failureOf(() => expect(abc).not.toTake(200))).toMatchInlineSnapshot(`
     "expect(trace).not.toTake(200)

     Matcher error: \`.not.toTake(200)\` would pass for any other length, shorter or longer. Write \`.toFinishWithin(…)\` for shorter, or \`.not.toFinishWithin(200)\` for longer."
    `);
  });

  test.each<[unknown, unknown, string]>([
    [-1, undefined, 'Expected `ms` to be a number of milliseconds from 0 up, got `-1` (number).'],
    ['200', undefined, "Expected `ms` to be a number of milliseconds from 0 up, got `'200'` (string)."],
    [200, 5, 'Expected `options` to be an object with `within`, got `5` (number).'],
    [
      200,
      { withing: 5 },
      'Expected `options` to be made of `within`, got `{ withing: 5 }` (object).\n`withing` is none of them.',
    ],
    [200, { within: 0 }, 'Expected `within` to be a number of milliseconds above 0, got `0` (number).'],
  ])('throws for %j with %j, under .not too', (ms, options, message) => {
    expect(misuseOf(abc, (those) => those.toTake(ms as never, options as never))).toBe(message);
  });

  test('throws for an empty trace', () => {
    expect(failureOf(() => expect(trace()).toTake(0))).toContain('got a trace without any.');
  });

  test('throws on the real clock without `within`', async () => {
    const load = observe(async (n: number) => n, 'load');
    await load(1);

    expect(failureOf(() => expect(load).toTake(0))).toMatchInlineSnapshot(`
     "expect(load).toTake(0)

     Matcher error: This was recorded on the real clock, on which nothing takes exactly 0 ms.
     Say how much it may be off, on both sides: \`{ within: 50 }\`; or run it inside \`simulate\`."
    `);
    await simulate(() => load(1));
    expect(load).toTake(0);
  });

  test('works after resolves, and as part of an expected value', async () => {
    await expect(Promise.resolve(abc)).resolves.toTake(300);
    expect({ run: abc }).toEqual({ run: expect.toTake(300) });
  });
});
