import { describe, expect, test } from '@jest/globals';
import { observe } from '../../src';
import { span, trace } from '../../src/trace/build';
import { failureOf } from './failure';
import { misuseOf } from './misuse';
import { pages, simulated } from './sample';

describe('toRunInWaves', () => {
  test('passes if as many started at each instant', () => {
    expect(pages(2)).toRunInWaves([2, 2, 2]);
    expect(pages(4)).toRunInWaves([4, 2]);
    expect(pages(6)).toRunInWaves([6]);
  });

  test('fails if a wave has another size, and marks it', () => {
    expect(failureOf(() => expect(simulated(pages(4))).toRunInWaves([2, 2, 2]))).toMatchInlineSnapshot(`
     "expect(run).toRunInWaves(expected)

     Expected: waves of 2, 2, 2
     Received: waves of 4, 2
               wave 1, at 0 ms, has 4 (page 1, page 2, page 3, page 4), and it should be 2

                  0              50             100            150      200 ms
     ^ page 1     =============================|
     ^ page 2     =============================|
     ^ page 3     =============================|
     ^ page 4     =============================|
       page 5     ..............................=============================|
       page 6     ..............................=============================|
       in flight  444444444444444444444444444444322222222222222222222222222222
                  ^

       . queued   = running   | done   ^ wrong wave

     Replay: simulate(body, { seed: 7 })"
    `);
  });

  test('fails if there is a wave too many, or one is missing', () => {
    expect(failureOf(() => expect(pages(2)).toRunInWaves([2, 2]))).toContain(
      'Expected: waves of 2, 2\nReceived: waves of 2, 2, 2\n          wave 3, at 200 ms, has 2 (page 5, page 6), and there should be none\n',
    );
    expect(failureOf(() => expect(pages(6)).toRunInWaves([6, 1]))).toContain(
      'Expected: waves of 6, 1\nReceived: one wave of 6\n          nothing started after that, at wave 2\n',
    );
  });

  test('fails in few words when there are hundreds', () => {
    expect(failureOf(() => expect(pages(1, 300)).toRunInWaves([2]))).toContain(
      'Received: waves of 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 and 290 more waves\n',
    );
    expect(failureOf(() => expect(pages(1, 10)).toRunInWaves([2]))).toContain(
      'Received: waves of 1, 1, 1, 1, 1, 1, 1, 1, 1, 1\n',
    );
  });

  test('throws under .not, which would pass for waves of any other sizes', () => {
    expect(failureOf(() => expect(pages(4)).not.toRunInWaves([2, 2, 2]))).toMatchInlineSnapshot(`
     "expect(trace).not.toRunInWaves(expected)

     Matcher error: \`.not.toRunInWaves\` would pass for waves of any other sizes. Say in which waves it runs, or how many at a time: \`toRunInParallel({ atMost: 4 })\`."
    `);
  });

  test.each<[unknown, string]>([
    [[], 'Expected `sizes` to be an array of at least one size, got `[]` (array).'],
    [4, 'Expected `sizes` to be an array of at least one size, got `4` (number).'],
    [[4, 0], 'Expected `sizes[1]` to be a whole number from 1 up, got `0` (number).'],
  ])('throws for %j, under .not too', (sizes, message) => {
    expect(misuseOf(pages(4), (those) => those.toRunInWaves(sizes as never))).toBe(message);
  });

  test('throws for an empty trace, and on the real clock', async () => {
    const load = observe(async (n: number) => n, 'load');
    await load(1);

    expect(failureOf(() => expect(trace()).toRunInWaves([1]))).toContain('got a trace without any.');
    expect(failureOf(() => expect(load).toRunInWaves([1]))).toMatchInlineSnapshot(`
     "expect(load).toRunInWaves(expected)

     Matcher error: A wave is what starts at one instant, and this was recorded on the real clock, on which two tasks hardly ever do.
     Run it inside \`simulate\`."
    `);
  });

  test('works as part of an expected value', () => {
    expect({ run: trace(span('a', 0, 1)) }).toEqual({ run: expect.toRunInWaves([1]) });
  });
});
