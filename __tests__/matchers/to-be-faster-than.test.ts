import { describe, expect, test } from '@jest/globals';
import { Recorder } from '../../src/trace/recorder';
import { span, trace } from '../../src/trace/build';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';
import { pages, pool, simulated } from './sample';

const noTime = trace(span('a', 5, 5));

function recorded(clock: 'virtual' | 'real', isOver = true) {
  const recorder = new Recorder(() => 0, { clock });
  const open = recorder.queue({ source: pool, label: 'a', input: 'a' });
  open.start(0);
  if (isOver) open.end('fulfilled');
  return recorder.close();
}

describe('toBeFasterThan', () => {
  test('passes if it took less time, or so many times less', () => {
    expect(pages(2)).toBeFasterThan(pages(1));
    expect(pages(2)).toBeFasterThan(pages(1), { by: 2 });
    expect(pages(6)).toBeFasterThan(pages(1), { by: 6 });
    expect(noTime).toBeFasterThan(pages(1), { by: 100 });
  });

  test('fails if it took as long or longer, and draws both', () => {
    expect(failureOf(() => expect(simulated(pages(2, 4))).toBeFasterThan(pages(4, 4)))).toMatchInlineSnapshot(`
     "expect(run).toBeFasterThan(expected)

     Expected: faster than the other, which took 100 ms
     Received: 200 ms, from 0 ms (page 1) to 200 ms (page 3): 2 times as slow

     This run, 200 ms:
                  0              50             100            150      200 ms
       page 1     =============================|
       page 2     =============================|
       page 3     ..............................=============================|
       page 4     ..............................=============================|
       in flight  222222222222222222222222222222222222222222222222222222222222

       . queued   = running   | done

     The other trace, 100 ms:
                  0           20          40          60          80    100 ms
       page 1     ===========================================================|
       page 2     ===========================================================|
       page 3     ===========================================================|
       page 4     ===========================================================|
       in flight  444444444444444444444444444444444444444444444444444444444444

       = running   | done

     Replay: simulate(body, { seed: 7 })"
    `);
    expect(failureOf(() => expect(pages(2)).toBeFasterThan(pages(2)))).toContain(
      'Received: 300 ms, from 0 ms (page 1) to 300 ms (page 5): just as long',
    );
    expect(failureOf(() => expect(noTime).toBeFasterThan(noTime))).toContain(
      'Received: 0 ms, from 5 ms (a) to 5 ms (a): just as long',
    );
    expect(failureOf(() => expect(pages(2)).toBeFasterThan(noTime))).toContain(
      'Received: 300 ms, from 0 ms (page 1) to 300 ms (page 5): the other took no time at all',
    );
  });

  test('fails if it was not so many times as fast, and says what it would take', () => {
    expect(failureOf(() => expect(pages(2)).toBeFasterThan(pages(1), { by: 2.5 }))).toContain(
      'Expected: at least 2.5 times as fast as the other, which took 600 ms, so at most 240 ms\n' +
        'Received: 300 ms, from 0 ms (page 1) to 300 ms (page 5): 2 times as fast\n',
    );
  });

  test('is as fast where only the rounding of sums differs', () => {
    const [three, sum] = [trace(span('a', 0, 0.3)), trace(span('a', 0, 0.1 + 0.2))];

    expect(three).not.toBeFasterThan(sum);
    expect(receivedOf(() => expect(three).toBeFasterThan(sum))).toContain('0.3 ms (a): just as long\n');
  });

  test('says as many digits as tell how fast it was from how fast it should be', () => {
    const [one, other] = [trace(span('a', 0, 100.01)), trace(span('a', 0, 200))];

    expect(receivedOf(() => expect(one).toBeFasterThan(other, { by: 2 }))).toContain(': 1.9998 times as fast\n');
  });

  test('passes under .not if it was not', () => {
    expect(pages(1)).not.toBeFasterThan(pages(2));
    expect(pages(2)).not.toBeFasterThan(pages(2));
    expect(pages(2)).not.toBeFasterThan(pages(1), { by: 3 });
  });

  test('fails under .not if it was', () => {
    expect(failureOf(() => expect(pages(2, 2)).not.toBeFasterThan(pages(1, 2), { by: 2 }))).toMatchInlineSnapshot(`
     "expect(trace).not.toBeFasterThan(expected, { by: 2 })

     Expected: less than 2 times as fast as the other, which took 200 ms, so more than 100 ms
     Received: 100 ms, from 0 ms (page 1) to 100 ms (page 1): 2 times as fast

     This trace, 100 ms:
                  0           20          40          60          80    100 ms
       page 1     ===========================================================|
       page 2     ===========================================================|
       in flight  222222222222222222222222222222222222222222222222222222222222

       = running   | done

     The other trace, 200 ms:
                  0              50             100            150      200 ms
       page 1     =============================|
       page 2     ..............................=============================|
       in flight  111111111111111111111111111111111111111111111111111111111111

       . queued   = running   | done"
    `);
    expect(failureOf(() => expect(noTime).not.toBeFasterThan(pages(1)))).toContain(
      '\nExpected: no faster than the other, which took 600 ms\n',
    );
    expect(failureOf(() => expect(noTime).not.toBeFasterThan(pages(1)))).toContain(
      'Received: 0 ms, from 5 ms (a) to 5 ms (a): no time at all',
    );
  });

  test.each<[unknown, unknown, string]>([
    [
      4,
      {},
      'Expected `other` to be a run, a trace, an observed function, a slow server or an array of these, got `4` (number).',
    ],
    [pages(1), { by: 1 }, 'Expected `by` to be a number above 1: so many times as fast, got `1` (number).'],
    [pages(1), { by: '2' }, "Expected `by` to be a number above 1: so many times as fast, got `'2'` (string)."],
    [
      pages(1),
      { by: Infinity },
      'Expected `by` to be a number above 1: so many times as fast, got `Infinity` (number).',
    ],
    [
      pages(1),
      { times: 2 },
      'Expected `options` to be made of `by`, got `{ times: 2 }` (object).\n`times` is none of them.',
    ],
    [
      recorded('virtual', false),
      {},
      'How long the other takes cannot be said: the only task (a) was not over when the body settled at 0 ms.\nAwait all of its work in the body.',
    ],
  ])('throws for %p with %j, under .not too', (other, options, message) => {
    expect(misuseOf(pages(1), (those) => those.toBeFasterThan(other as never, options as never))).toBe(message);
  });

  test('throws for an empty trace, and for different clocks, under .not too', () => {
    expect(misuseOf(trace(), (those) => those.toBeFasterThan(pages(1)))).toContain('got a trace without any.');
    expect(misuseOf(pages(1), (those) => those.toBeFasterThan(trace()))).toContain(
      'Expected `other` to be work that was recorded, got a trace without any.',
    );
    expect(misuseOf(recorded('real'), (those) => those.toBeFasterThan(recorded('virtual')))).toBe(
      'One was recorded on the real clock and the other on the virtual: their lengths do not compare.',
    );
  });

  test('works as part of an expected value', () => {
    expect({ run: pages(2) }).toEqual({ run: expect.toBeFasterThan(pages(1)) });
  });
});
