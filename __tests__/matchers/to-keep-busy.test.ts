import { describe, expect, test } from '@jest/globals';
import { span, trace } from '../../src/trace/build';
import { JUDGED } from '../../src/trace/judged';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';
import { pages, pool, simulated } from './sample';

/** Two lanes; one is idle from 100 to 300 of 300 ms. */
const uneven = trace(span('a', 0, 300, { source: pool }), span('b', 0, 100, { source: pool }));

describe('toKeepBusy', () => {
  test('passes if the lanes worked for that share of the time', () => {
    expect(pages(2)).toKeepBusy(1);
    expect(pages(2)).toKeepBusy(1, { lanes: 2 });
    expect(uneven).toKeepBusy(0.66);
    expect(pages(1)).toKeepBusy(0.5, { lanes: 2 });
  });

  test('fails if they were idle for longer, and says which', () => {
    expect(failureOf(() => expect(simulated(uneven)).toKeepBusy(0.9))).toMatchInlineSnapshot(`
     "expect(run).toKeepBusy(0.9)

     Expected: at least 90 % busy
     Received: 66.7 % busy: 400 ms of work in 2 lanes of 300 ms each
               lane 1 was idle for 200 ms: from 100 ms to 300 ms, after b

                  0         50        100       150       200           300 ms
       a          ===========================================================|
       b          ===================|
       in flight  222222222222222222221111111111111111111111111111111111111111
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       = running   | done   ^ a lane idle

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails if some had no work at all', () => {
    expect(failureOf(() => expect(pages(1, 2)).toKeepBusy(0.9, { lanes: 4 }))).toMatchInlineSnapshot(`
     "expect(trace).toKeepBusy(0.9, { lanes: 4 })

     Expected: at least 90 % busy
     Received: 25 % busy: 200 ms of work in 4 lanes of 200 ms each
               3 lanes had no work at all

                  0              50             100            150      200 ms
       page 1     =============================|
       page 2     ..............................=============================|
       in flight  111111111111111111111111111111111111111111111111111111111111
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

       . queued   = running   | done   ^ a lane idle"
    `);
    expect(failureOf(() => expect(trace(span('a', 0, 1), span('b', 2, 3))).toKeepBusy(1))).toContain(
      'Received: 66.7 % busy: 2 ms of work in 1 lane of 3 ms\n          lane 0 was idle for 1 ms: from 1 ms to 2 ms, after a\n',
    );
    expect(receivedOf(() => expect(pages(1, 2)).toKeepBusy(0.9, { lanes: 2 }))).toContain(
      '\n          1 lane had no work at all\n',
    );
  });

  test('judges the lanes of several servers together', () => {
    const [a, b] = ['a', 'b'].map((name) => ({ kind: 'server', name: `https://${name}.example` }) as const);
    const both = trace(span('a', 0, 10, { source: a!, lane: 0 }), span('b', 0, 5, { source: b!, lane: 0 }));
    const servers = both.sources.map((source) => ({ [JUDGED]: () => both.only(source) }));

    expect(servers).toKeepBusy(0.75);
    expect(failureOf(() => expect(servers).toKeepBusy(0.8))).toContain(
      'Received: 75 % busy: 15 ms of work in 2 lanes of 10 ms each\n\n',
    );
  });

  test('says as many digits as tell what it was from what it should be', () => {
    const nearly = (idle: number) => trace(span('a', 0, 900 - idle), span('b', 1000, 1000));

    expect(receivedOf(() => expect(nearly(0.4)).toKeepBusy(0.9))).toMatch(/^89.96 % busy: 899.6 ms of work in 1 lane/);
    expect(receivedOf(() => expect(nearly(-0.04)).not.toKeepBusy(0.9))).toMatch(/^90.004 % busy/);
    expect(receivedOf(() => expect(nearly(0)).not.toKeepBusy(0.9))).toMatch(/^90 % busy/);
    expect(receivedOf(() => expect(nearly(300)).toKeepBusy(0.90123))).toMatch(/^60 % busy/);
  });

  test('passes under .not if they were less busy', () => {
    expect(uneven).not.toKeepBusy(0.7);
    expect(pages(1)).not.toKeepBusy(0.9, { lanes: 2 });
  });

  test('says of a lane that was idle several times how long in all, and when longest', () => {
    const those = trace(
      span('a', 100, 200, { lane: 0 }),
      span('b', 110, 120, { lane: 1 }),
      span('c', 150, 160, { lane: 1 }),
      span('d', 190, 195, { lane: 1 }),
      span('e', 180, 200, { lane: 2 }),
    );

    expect(receivedOf(() => expect(those).toKeepBusy(1)).split('\n\n')[0]).toMatchInlineSnapshot(`
     "48.3 % busy: 145 ms of work in 3 lanes of 100 ms each
               lane 2 was idle for 80 ms: from 100 ms to 180 ms
               lane 1 was idle for 75 ms, the longest time from 120 ms to 150 ms, after b"
    `);
  });

  test('names the five idlest lanes at most, and marks when one was', () => {
    const ending = Array.from({ length: 8 }, (_, lane) => span(`t${lane}`, 0, 100 - 10 * lane, { lane }));
    const idleOf = (lanes: number) =>
      receivedOf(() => expect(trace(...ending.slice(0, lanes))).toKeepBusy(1)).split('\n\n')[0];

    expect(idleOf(6)).toMatch(
      /in 6 lanes of 100 ms each\n.*\n.*\n.*\n.*\n.* lane 1 was idle for 10 ms: from 90 ms to 100 ms, after t1$/,
    );
    expect(idleOf(8)).toMatchInlineSnapshot(`
     "65 % busy: 520 ms of work in 8 lanes of 100 ms each
               lane 7 was idle for 70 ms: from 30 ms to 100 ms, after t7
               lane 6 was idle for 60 ms: from 40 ms to 100 ms, after t6
               lane 5 was idle for 50 ms: from 50 ms to 100 ms, after t5
               lane 4 was idle for 40 ms: from 60 ms to 100 ms, after t4
               lane 3 was idle for 30 ms: from 70 ms to 100 ms, after t3
               and 2 more"
    `);
    expect(failureOf(() => expect(trace(span('a', 0, 10), span('b', 20, 30))).toKeepBusy(1))).toContain('^ idle');
  });

  test('fails under .not if they were busy', () => {
    expect(failureOf(() => expect(pages(2, 2)).not.toKeepBusy(0.9))).toMatchInlineSnapshot(`
     "expect(trace).not.toKeepBusy(0.9)

     Expected: less than 90 % busy
     Received: 100 % busy: 200 ms of work in 2 lanes of 100 ms each

                  0           20          40          60          80    100 ms
       page 1     ===========================================================|
       page 2     ===========================================================|
       in flight  222222222222222222222222222222222222222222222222222222222222

       = running   | done"
    `);
  });

  test.each<[unknown, unknown, string]>([
    [
      0,
      {},
      'Expected `ratio` to be a number above 0, up to 1: the share of the time in which the lanes work, got `0` (number).',
    ],
    [90, {}, 'got `90` (number).'],
    ['1', {}, "got `'1'` (string)."],
    [0.5, { lanes: 1.5 }, 'Expected `lanes` to be a whole number from 1 up, got `1.5` (number).'],
    [0.5, { lanes: 1 }, 'Expected `lanes` to be 2 or more, since so many had work, got `1` (number).'],
    [0.5, 4, 'Expected `options` to be an object with `lanes`, got `4` (number).'],
  ])('throws for %j with %j, under .not too', (ratio, options, message) => {
    expect(misuseOf(uneven, (those) => those.toKeepBusy(ratio as never, options as never))).toContain(message);
  });

  test('throws for an empty trace, and if nothing took time, under .not too', () => {
    expect(misuseOf(trace(), (those) => those.toKeepBusy(1))).toContain('got a trace without any.');
    expect(misuseOf(trace(span('a', 1, 1)), (those) => those.toKeepBusy(1))).toBe(
      'Nothing took any time, so no lane was ever busy or idle.',
    );
  });

  test('works as part of an expected value', () => {
    expect({ run: uneven }).toEqual({ run: expect.toKeepBusy(0.5) });
    expect({ run: uneven }).toEqual({ run: expect.not.toKeepBusy(0.8) });
  });
});
