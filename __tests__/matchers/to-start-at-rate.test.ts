import { describe, expect, test } from '@jest/globals';
import { compute, observe, simulate, traceOf } from '../../src';
import { span, trace } from '../../src/trace/build';
import { Trace } from '../../src/trace/trace';
import { failureOf, receivedOf } from './failure';
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
     Received: never more than 1 start in any 100 ms, of 2 tasks (call 1 at 0 ms, call 2 at 100 ms)

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

  test('names five tasks at most that started too far apart', () => {
    const apart = (count: number) =>
      receivedOf(() =>
        expect(calls(...Array.from({ length: count }, (_, i) => 100 * i))).toStartAtRate(2, { per: 100 }),
      ).split('\n')[0];

    expect(apart(5)).toBe(
      'never more than 1 start in any 100 ms, of 5 tasks ' +
        '(call 1 at 0 ms, call 2 at 100 ms, call 3 at 200 ms, call 4 at 300 ms, call 5 at 400 ms)',
    );
    expect(apart(7)).toBe(
      'never more than 1 start in any 100 ms, of 7 tasks ' +
        '(call 1 at 0 ms, call 2 at 100 ms, call 3 at 200 ms, call 4 at 300 ms, call 5 at 400 ms and 2 more)',
    );
  });

  test('shows the busiest window, of many tasks', () => {
    const steady = Array.from({ length: 40 }, (_, i) => 100 * i);
    const starting = [0, ...steady, 2001, 2002, 2003].sort((a, b) => a - b);
    const many = trace(...starting.map((at, i) => span(`call ${i + 1}`, at, at + (at === 0 ? 90 : 0.5))));

    expect(receivedOf(() => expect(many).toStartAtRate(2, { per: 50 }))).toMatchInlineSnapshot(`
     "4 starts from 2000 ms to before 2050 ms (call 22, call 23, call 24, call 25)

                  1996           1998           2000           2002    2004 ms
       ... 18 earlier tasks
       call 19
       call 20
       call 21
     ^ call 22                                  ===|
     ^ call 23                                         ====|
     ^ call 24                                                 ===|
     ^ call 25                                                        ====|
       call 26
       call 27
       call 28
       call 29
       call 30
       ... 14 later tasks
       in flight  000000000000000000000000000000111100011111000111100011111000
                                                ^      ^       ^      ^

       = running   | done   ^ the busiest 50 ms"
    `);
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
      'Expected `count` to be a whole number from 1 up, or `{ atLeast, atMost }`, one of them or both, got `undefined` (undefined).',
    ],
    [{ atLeast: 1 }, { per: 100 }, 'Expected `atLeast` to be from 2 up: every run reaches 1, got `1` (number).'],
    [
      2,
      undefined,
      'Expected `options` to be an object with `per` or `sustained` or `within`, got `undefined` (undefined).',
    ],
    [2, {}, 'Expected `per` to be a number of milliseconds above 0, got `undefined` (undefined).'],
    [2, { per: 0 }, 'Expected `per` to be a number of milliseconds above 0, got `0` (number).'],
    [2, { per: NaN }, 'Expected `per` to be a number of milliseconds above 0, got `NaN` (number).'],
    [
      2,
      { every: 100 },
      'Expected `options` to be made of `per` and `sustained` and `within`, got `{ every: 100 }` (object).\n`every` is none of them.',
    ],
    [2, { within: 100 }, 'Expected `per` to be a number of milliseconds above 0, got `undefined` (undefined).'],
    [2, { per: 100, within: 0 }, 'Expected `within` to be a number of milliseconds above 0, got `0` (number).'],
    [2, { per: 100, within: 100 }, 'Expected `within` to be below 100, which is `per`, got `100` (number).'],
  ])('throws for %j, %j, under .not too', (count, options, message) => {
    expect(misuseOf(pages(2), (those) => those.toStartAtRate(count as never, options as never))).toBe(message);
  });

  describe('with `sustained`', () => {
    const steadily = { per: 100, sustained: true };

    test('passes if every window between the first start and the last has so many', () => {
      expect(pages(2)).toStartAtRate(2, steadily);
      expect(pages(1)).toStartAtRate(1, steadily);
      expect(calls(0, 50, 100, 150)).toStartAtRate(2, steadily);
      expect(calls(0, 0, 101, 101, 202)).toStartAtRate({ atLeast: 2 }, { per: 101, sustained: true });
      expect(calls(0, 0, 0, 100, 100, 200, 200)).toStartAtRate({ atLeast: 2, atMost: 3 }, steadily);
      expect(calls(0, 100, 150)).toStartAtRate({ atLeast: 1 }, steadily);
      expect(simulated(pages(3))).toStartAtRate(3, steadily);
    });

    test('is left out if it is false', () => {
      expect(calls(0, 0, 500)).toStartAtRate(2, { per: 100, sustained: false });
    });

    test('fails if it slows down after the first burst, and marks where', () => {
      const slowing = simulated(calls(0, 0, 100, 200, 300));

      expect(slowing).toStartAtRate(2, { per: 100 });
      expect(failureOf(() => expect(slowing).toStartAtRate(2, steadily))).toMatchInlineSnapshot(`
       "expect(run).toStartAtRate(2, { per: 100, sustained: true })

       Expected: exactly 2 starts in every 100 ms, from the first start to the last
       Received: 1 start (call 3) from 100 ms to before 200 ms, when call 4 started

                    0                  100                200             310 ms
         call 1     =|
         call 2     =|
       ^ call 3                        ==|
         call 4                                           ==|
         call 5                                                               =|
         in flight  220000000000000000011100000000000000001110000000000000000011
                                       ^^^^^^^^^^^^^^^^^^^^

         = running   | done   ^ the sparsest 100 ms

       Replay: simulate(body, { seed: 7 })"
      `);
    });

    test('fails if nothing starts for a while, and says who came then', () => {
      expect(failureOf(() => expect(calls(0, 0, 130, 130)).toStartAtRate(2, steadily))).toMatchInlineSnapshot(`
       "expect(trace).toStartAtRate(2, { per: 100, sustained: true })

       Expected: exactly 2 starts in every 100 ms, from the first start to the last
       Received: no start from 30 ms to before 130 ms, when call 3 started

                    0                    50                   100         140 ms
         call 1     ====|
         call 2     ====|
         call 3                                                            ====|
         call 4                                                            ====|
         in flight  222220000000000000000000000000000000000000000000000000022222
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

         = running   | done   ^ the sparsest 100 ms"
      `);
    });

    test('shows the whole window where there are many tasks, and short ones', () => {
      const many = Array.from({ length: 3000 }, (_, i) => Math.floor(i / 10) * 100 + (i >= 1500 ? 70 : 0));

      expect(failureOf(() => expect(calls(...many)).toStartAtRate(10, steadily))).toMatchInlineSnapshot(`
       "expect(trace).toStartAtRate(10, { per: 100, sustained: true })

       Expected: exactly 10 starts in every 100 ms, from the first start to the last
       Received: no start from 14.97 s to before 15.07 s, when call 1501 started

                    14.9            14.95            15                  15.08 s
         ... 1494 earlier tasks
         call 1495  ===|
         call 1496  ===|
         call 1497  ===|
         call 1498  ===|
         call 1499  ===|
         call 1500  ===|
         call 1501                                                          ===|
         call 1502                                                          ===|
         call 1503                                                          ===|
         call 1504                                                          ===|
         call 1505                                                          ===|
         call 1506                                                          ===|
         ... 1494 later tasks
         in flight  ++++0000000000000000000000000000000000000000000000000000++++
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

         = running   | done   + more than 9   ^ the sparsest 100 ms"
      `);
    });

    test('fails if more start than should, and marks them', () => {
      expect(failureOf(() => expect(atTheEdge).toStartAtRate(2, steadily))).toMatchInlineSnapshot(`
       "expect(trace).toStartAtRate(2, { per: 100, sustained: true })

       Expected: exactly 2 starts in every 100 ms, from the first start to the last
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

         = running   | done   ^ the busiest 100 ms"
      `);
    });

    test('fails if more start than should and none comes later', () => {
      expect(failureOf(() => expect(calls(0, 0, 0)).toStartAtRate(2, steadily))).toContain(
        'Received: 3 starts from 0 ms to before 100 ms (call 1, call 2, call 3)\n',
      );
    });

    test('says of bounds what should be in every window', () => {
      const claimOf = (count: number | { atLeast: number; atMost?: number }) =>
        failureOf(() => expect(calls(0, 500)).toStartAtRate(count, steadily)).match(/Expected: .*/)![0];

      expect(claimOf(1)).toBe('Expected: exactly 1 start in every 100 ms, from the first start to the last');
      expect(claimOf({ atLeast: 1 })).toBe(
        'Expected: at least 1 start in every 100 ms, from the first start to the last',
      );
      expect(claimOf({ atLeast: 2, atMost: 3 })).toBe(
        'Expected: from 2 to 3 starts in every 100 ms, from the first start to the last',
      );
    });

    test('passes under .not with a lower bound if it slows down, and fails if it does not', () => {
      expect(calls(0, 0, 100, 200)).not.toStartAtRate({ atLeast: 2 }, steadily);
      expect(failureOf(() => expect(pages(2)).not.toStartAtRate({ atLeast: 2 }, steadily))).toMatchInlineSnapshot(`
       "expect(trace).not.toStartAtRate({ atLeast: 2 }, { per: 100, sustained: true })

       Expected: fewer than 2 starts in some 100 ms, from the first start to the last
       Received: never fewer than 2 starts in any 100 ms, as from 0 ms to before 100 ms (page 1, page 2)

                    0         50        100       150       200           300 ms
       ^ page 1     ===================|
       ^ page 2     ===================|
         page 3     ....................===================|
         page 4     ....................===================|
         page 5     ........................................===================|
         page 6     ........................................===================|
         in flight  222222222222222222222222222222222222222222222222222222222222
                    ^^^^^^^^^^^^^^^^^^^^

         . queued   = running   | done   ^ the sparsest 100 ms"
      `);
    });

    test('throws under .not with an upper bound, which would pass for more than one reason', () => {
      for (const count of [2, { atLeast: 2, atMost: 4 }]) {
        expect(failureOf(() => expect(pages(2)).not.toStartAtRate(count, steadily))).toMatch(
          /\n\nMatcher error: `.not` with `sustained` and an upper bound would pass for a limiter that lets too many through, and for one that slows down\. Write `{ atLeast: 2 }` for slowing down, or leave `sustained` out for too many\.$/,
        );
      }
    });

    test('throws if all started too soon after another to tell, under .not too', () => {
      const steady = (those: ReturnType<typeof calls>) =>
        misuseOf(those, (claims) => claims.toStartAtRate({ atLeast: 1 }, steadily));

      expect(steady(calls(0, 0, 99))).toBe(
        'All 3 tasks (call 1, call 2, call 3) started within less than 100 ms, so it cannot be said whether the rate is kept up.\n' +
          'Give it more at once than it lets through, so that some have to wait.',
      );
      expect(steady(calls(0))).toBe(
        'Only one task started (call 1), so it cannot be said whether the rate is kept up.\n' +
          'Give it more at once than it lets through, so that some have to wait.',
      );
    });

    test('takes for even what is no further off than `within`, on both sides', () => {
      expect(calls(0, 0, 101, 102, 201)).toStartAtRate(2, { ...steadily, within: 2 });
      expect(
        failureOf(() => expect(calls(0, 0, 101, 103, 201)).toStartAtRate(2, { ...steadily, within: 2 })),
      ).toContain(
        'Expected: exactly 2 starts in every 100 ms, give or take 2 ms, from the first start to the last\n' +
          'Received: 1 start (call 3) from 1 ms to before 103 ms, when call 4 started\n',
      );
      expect(failureOf(() => expect(calls(0, 0, 97, 200)).toStartAtRate(2, { ...steadily, within: 2 }))).toContain(
        'Received: 3 starts from 0 ms to before 98 ms (call 1, call 2, call 3)\n',
      );
      expect(calls(0, 0, 101, 103)).not.toStartAtRate({ atLeast: 2 }, { ...steadily, within: 2 });
    });

    test.each<[unknown, unknown, string]>([
      [
        { atMost: 2 },
        steadily,
        'Expected `count` to be a number, or to have `atLeast`, with `sustained`, got `{ atMost: 2 }` (object).\nSlowing down breaks no upper bound.',
      ],
      [0, steadily, 'Expected `count` to be a whole number from 1 up, got `0` (number).'],
      [{ atLeast: 3, atMost: 2 }, steadily, 'Expected `atLeast` to be at most 2, which is `atMost`, got `3` (number).'],
      [2, { per: 100, sustained: 1 }, 'Expected `sustained` to be `true` or `false`, got `1` (number).'],
    ])('throws for %j, %j, under .not too', (count, options, message) => {
      expect(misuseOf(pages(2), (those) => those.toStartAtRate(count as never, options as never))).toBe(message);
    });
  });

  describe('where times are fractions', () => {
    // A tenth of a millisecond apart, and 0.7 - 0.6 is 0.09999999999999998, 0.1 + 0.2 is 0.30000000000000004.
    const tenths = async () => {
      const call = observe(async (id: number) => id, 'call');
      await simulate(async () => {
        for (let id = 0; id < 9; id++) {
          await call(id);
          await compute(0.1);
        }
      });
      return call;
    };

    test('the rounding of sums decides nothing', async () => {
      const call = await tenths();

      expect(call).toStartAtRate(1, { per: 0.1 });
      expect(call).toStartAtRate(1, { per: 0.1, sustained: true });
      expect(call).toStartAtRate(3, { per: 0.3, sustained: true });
    });
  });

  describe('on the real clock', () => {
    /** One call a second, as a limiter's timers came on some machine. */
    const seconds = new Trace(calls(0, 1000.2, 1999.9999, 3000.0001).spans, { recording: { clock: 'real' } });

    test('throws without `within`, under .not too: no two starts are exactly so far apart', () => {
      const refusal =
        'This was recorded on the real clock, on which no two starts are exactly so far apart.\n' +
        'Say how much closer or further apart they may be: `{ within: 50 }`; or run it inside `simulate`.';
      const sustained = { per: 1000, sustained: true };

      expect(failureOf(() => expect(seconds).toStartAtRate(1, { per: 1000 }))).toContain(refusal);
      expect(misuseOf(seconds, (those) => those.toStartAtRate({ atMost: 1 }, { per: 1000 }))).toBe(refusal);
      expect(misuseOf(seconds, (those) => those.toStartAtRate({ atLeast: 1 }, sustained))).toBe(refusal);
    });

    test('judges the busiest window and every one, give or take `within`', () => {
      expect(seconds).toStartAtRate(1, { per: 1000, within: 50 });
      expect(seconds).toStartAtRate(1, { per: 1000, within: 0.3, sustained: true });
      expect(seconds).toStartAtRate({ atMost: 1 }, { per: 1000, within: 0.3 });
      expect(seconds).toStartAtRate(2, { per: 1000, within: 0.1 });
    });

    test('finds too many in the shortest window that is meant, and too few in the longest', () => {
      expect(failureOf(() => expect(seconds).toStartAtRate(1, { per: 1000, within: 0.1 }))).toMatchInlineSnapshot(`
       "expect(trace).toStartAtRate(1, { per: 1000, within: 0.1 })

       Expected: exactly 1 start in the busiest 1000 ms, give or take 0.1 ms
       Received: 2 starts from 1000.2 ms to before 2000.1 ms (call 2, call 3)

                    0                  1000                2000          3010 ms
         call 1     |
       ^ call 2                        =|
       ^ call 3                                            =|
         call 4                                                                |
         in flight  100000000000000000011000000000000000000110000000000000000001
                                       ^                   ^

         = running   | done   ^ the busiest 999.9 ms"
      `);
      expect(failureOf(() => expect(seconds).toStartAtRate(3, { per: 1000, within: 50 }))).toMatchInlineSnapshot(`
       "expect(trace).toStartAtRate(3, { per: 1000, within: 50 })

       Expected: exactly 3 starts in the busiest 1000 ms, give or take 50 ms
       Received: 2 starts from 0 ms to before 1050 ms (call 1, call 2)

                    0                  1000                2000          3010 ms
       ^ call 1     |
       ^ call 2                        =|
         call 3                                            =|
         call 4                                                                |
         in flight  100000000000000000011000000000000000000110000000000000000001
                    ^                  ^

         = running   | done   ^ the busiest 1050 ms"
      `);
    });

    test('passes under .not only where it is off by more than `within`', () => {
      const claim = () => expect(seconds).not.toStartAtRate({ atMost: 1 }, { per: 1000, within: 0.3 });

      expect(failureOf(claim)).toContain(
        'Expected: at least 2 starts in the busiest 1000 ms, give or take 0.3 ms\n' +
          'Received: never more than 1 start in any 999.7 ms, of 4 tasks',
      );
      expect(seconds).not.toStartAtRate({ atMost: 1 }, { per: 1000, within: 0.1 });
      expect(seconds).not.toStartAtRate({ atLeast: 3 }, { per: 1000, within: 50 });
    });
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
