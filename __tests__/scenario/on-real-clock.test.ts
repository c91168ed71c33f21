import { describe, expect, test } from '@jest/globals';
import { asyncPool, Run, simulate, span, trace, type Trace } from '../../src';
import { checkReal } from '../../src/scenario/on-real-clock';
import { Performance } from '../../src/scenario/performance';
import { failureOf } from '../matchers/failure';
import { scenarioOf, sleep } from './played';

const runOf = (happened: Trace): Run =>
  new Run({ value: [], elapsed: Math.max(...happened.spans.map(({ endedAt }) => endedAt)), trace: happened });
const virtual = runOf(trace(span('a', 0, 100), span('b', 0, 200)));

describe('the real clock', () => {
  test('may be late by any time', () => {
    const real = runOf(trace(span('a', 5, 900), span('b', 6, 1000)));

    expect(() => checkReal(virtual, real)).not.toThrow();
  });

  test('may not see another order of what is far apart', () => {
    const real = runOf(trace(span('a', 0, 900), span('b', 0, 300)));

    expect(failureOf(() => checkReal(virtual, real))).toMatchInlineSnapshot(`
     "The real clock disagrees with the virtual one: the virtual one saw "a" at 100 ms end before "b" at 200 ms, and for real it was the other way round.

     virtual:

                  0              50             100            150      200 ms
       a          =============================|
       b          ===========================================================|
       in flight  222222222222222222222222222222111111111111111111111111111111

       = running   | done

     real:

                  0            200          400           600           900 ms
       a          ===========================================================|
       b          ===================|
       in flight  222222222222222222221111111111111111111111111111111111111111

       = running   | done"
    `);
  });

  test('may see another order of what is close together', () => {
    const close = runOf(trace(span('a', 0, 100), span('b', 0, 149)));

    expect(() => checkReal(close, runOf(trace(span('a', 0, 160), span('b', 0, 150))))).not.toThrow();
  });

  test('may not be early', () => {
    const real = runOf(trace(span('a', 0, 90), span('b', 0, 300)));

    expect(failureOf(() => checkReal(virtual, real)).split('\n')[0]).toMatchInlineSnapshot(
      `"The real clock disagrees with the virtual one: "a" takes 100 ms, and for real it took 90 ms only."`,
    );
  });

  test('must see the same tasks', () => {
    expect(() => checkReal(virtual, runOf(trace(span('a', 0, 100))))).toThrow('"b" did not run for real');
  });
});

test('a scenario on both clocks is run for real as well', async () => {
  const kinds: boolean[] = [];
  const before = Date.now();
  const body = (pool: ReturnType<typeof asyncPool>) => {
    kinds.push(Date.now() >= before);
    return pool.map(sleep, [20, 1, 80]);
  };

  await new Performance(scenarioOf({ body, options: { clock: 'both' } })).on(asyncPool(2));

  expect(kinds).toEqual([false, false, true]);
  expect((await simulate(() => 1)).value).toBe(1);
});
