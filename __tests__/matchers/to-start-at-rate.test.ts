import { describe, expect, test } from '@jest/globals';
import { observe, simulate, traceOf } from '../../src';
import { span, trace } from '../../src/trace/build';
import { failureOf } from './failure';
import { misuseOf } from './misuse';
import { pages, pool, simulated } from './sample';

/** Calls that start at these instants and take 10 ms each. */
const calls = (...instants: number[]) =>
  trace(...instants.map((at, i) => span(`call ${i + 1}`, at, at + 10, { source: pool, queuedAt: at })));

/** A limiter that counts in windows of 100 ms from 0 on lets four through around the edge of two. */
const atTheEdge = calls(0, 90, 95, 105, 110, 200);

describe('toStartAtRate', () => {
  test('passes if exactly so many started in the busiest window, and within bounds', () => {
    expect(pages(2)).toStartAtRate(2, { per: 100 });
    expect(pages(2)).toStartAtRate(4, { per: 101 });
    expect(pages(1)).toStartAtRate(1, { per: 100 });
    expect(pages(2)).toStartAtRate({ atMost: 2 }, { per: 100 });
    expect(pages(2)).toStartAtRate({ atLeast: 2 }, { per: 0.5 });
    expect(pages(2)).toStartAtRate({ atLeast: 2, atMost: 4 }, { per: 150 });
    expect(simulated(pages(3))).toStartAtRate(3, { per: 100 });
  });

  test('fails if more started in some window, and marks them', () => {
    expect(failureOf(() => expect(simulated(atTheEdge)).toStartAtRate(2, { per: 100 }))).toMatchInlineSnapshot(`
     "expect(run).toStartAtRate(2, { per: 100 })

     Expected: exactly 2 starts in the busiest 100 ms
     Received: 4 starts from 90 ms to before 190 ms (call 2, call 3, call 4, call 5)

                  0             50            100           150         210 ms
       call 1     ==|
     ^ call 2                              ===|
     ^ call 3                                ==|
     ^ call 4                                   ==|
     ^ call 5                                    ===|
       call 6                                                              ==|
       in flight  111000000000000000000000011221122110000000000000000000000111
                                           ^ ^  ^^

       = running   | done   ^ the busiest 100 ms

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails if fewer did, so that a limiter which waits too long is found', () => {
    expect(failureOf(() => expect(calls(0, 60, 120, 180)).toStartAtRate(3, { per: 100 }))).toMatchInlineSnapshot(`
     "expect(trace).toStartAtRate(3, { per: 100 })

     Expected: exactly 3 starts in the busiest 100 ms
     Received: 2 starts from 0 ms to before 100 ms (call 1, call 2)

                  0              50              100             150    190 ms
     ^ call 1     ===|
     ^ call 2                       ====|
       call 3                                          ====|
       call 4                                                             ===|
       in flight  111100000000000000111110000000000000011111000000000000001111
                  ^                 ^

       = running   | done   ^ the busiest 100 ms"
    `);
    expect(failureOf(() => expect(calls(0, 100)).toStartAtRate({ atLeast: 2 }, { per: 100 }))).toMatchInlineSnapshot(`
     "expect(trace).toStartAtRate({ atLeast: 2 }, { per: 100 })

     Expected: at least 2 starts in the busiest 100 ms
     Received: never more than 1 start in any 100 ms, of 2 tasks (at 0 ms, 100 ms)

                  0         20         40         60         80         110 ms
       call 1     =====|
       call 2                                                           =====|
       in flight  111111000000000000000000000000000000000000000000000000111111

       = running   | done"
    `);
    expect(failureOf(() => expect(calls(0)).toStartAtRate({ atLeast: 2 }, { per: 100 }))).toContain(
      'Received: only 1 task (call 1)\n',
    );
  });

  test('says when there were too few tasks to reach it', () => {
    expect(failureOf(() => expect(calls(0, 0)).toStartAtRate(3, { per: 1000 }))).toMatch(
      /\nHint: there were only 2 tasks\.$/,
    );
  });

  test('fails under .not if a bound holds, and says what should be', () => {
    expect(failureOf(() => expect(pages(2)).not.toStartAtRate({ atMost: 2 }, { per: 100 }))).toMatchInlineSnapshot(`
     "expect(trace).not.toStartAtRate({ atMost: 2 }, { per: 100 })

     Expected: at least 3 starts in the busiest 100 ms
     Received: 2 starts from 0 ms to before 100 ms (page 1, page 2)

                  0         50        100       150       200           300 ms
     ^ page 1     ===================|
     ^ page 2     ===================|
       page 3     ....................===================|
       page 4     ....................===================|
       page 5     ........................................===================|
       page 6     ........................................===================|
       in flight  222222222222222222222222222222222222222222222222222222222222
                  ^

       . queued   = running   | done   ^ the busiest 100 ms"
    `);
    expect(failureOf(() => expect(pages(2)).not.toStartAtRate({ atLeast: 2 }, { per: 100 }))).toContain(
      'Expected: at most 1 start in the busiest 100 ms\n',
    );
    expect(pages(2)).not.toStartAtRate({ atMost: 3 }, { per: 101 });
  });

  test('throws under .not with a number or two bounds, which would pass for more than one reason', () => {
    expect(failureOf(() => expect(pages(2)).not.toStartAtRate(2, { per: 100 }))).toMatchInlineSnapshot(`
     "expect(trace).not.toStartAtRate(2, { per: 100 })

     Matcher error: \`.not.toStartAtRate(2)\` would pass at 3 too. Write \`{ atMost: 1 }\` for fewer, or \`{ atLeast: 3 }\` for more."
    `);
    expect(failureOf(() => expect(pages(2)).not.toStartAtRate(1, { per: 100 }))).toContain(
      '`.not.toStartAtRate(1)` would pass at 2 too. Write `{ atLeast: 2 }` for two or more.',
    );
    expect(failureOf(() => expect(pages(2)).not.toStartAtRate({ atLeast: 1, atMost: 2 }, { per: 100 }))).toContain(
      '`.not` with both bounds would pass on either side of them. Write one bound.',
    );
  });

  test.each<[unknown, unknown, string]>([
    [0, { per: 100 }, 'Expected `count` to be a whole number from 1 up, got `0` (number).'],
    [2.5, { per: 100 }, 'Expected `count` to be a whole number from 1 up, got `2.5` (number).'],
    [
      undefined,
      { per: 100 },
      'Expected `count` to be a whole number from 1 up, or `{ atLeast, atMost }`, got `undefined` (undefined).',
    ],
    [{ atLeast: 1 }, { per: 100 }, 'Expected `atLeast` to be from 2 up: every run reaches 1, got `1` (number).'],
    [2, undefined, 'Expected `options` to be an object with `per`, got `undefined` (undefined).'],
    [2, {}, 'Expected `per` to be a number of milliseconds above 0, got `undefined` (undefined).'],
    [2, { per: 0 }, 'Expected `per` to be a number of milliseconds above 0, got `0` (number).'],
    [2, { per: NaN }, 'Expected `per` to be a number of milliseconds above 0, got `NaN` (number).'],
    [
      2,
      { within: 100 },
      'Expected `options` to be made of `per`, got `{ within: 100 }` (object).\n`within` is none of them.',
    ],
  ])('throws for %j, %j, under .not too', (count, options, message) => {
    expect(misuseOf(pages(2), (those) => those.toStartAtRate(count as never, options as never))).toBe(message);
  });

  test('throws for an empty trace', () => {
    expect(failureOf(() => expect(trace()).toStartAtRate(1, { per: 100 }))).toContain('got a trace without any.');
  });

  test('works as part of an expected value, and on the calls of an observed function', async () => {
    const call = observe(async (id: number) => id, 'call');
    await simulate(async () => {
      await Promise.all([call(1), call(2)]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await call(3);
    });

    expect(call).toStartAtRate(2, { per: 50 });
    expect({ calls: traceOf(call) }).toEqual({ calls: expect.toStartAtRate({ atMost: 3 }, { per: 51 }) });
  });
});
