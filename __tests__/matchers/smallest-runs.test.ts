import { describe, expect, test } from '@jest/globals';
import {
  asyncPool,
  chromeTrace,
  criticalPath,
  draw,
  drawMermaid,
  drawSvg,
  serialPool,
  simulate,
  sweepPoolSizes,
} from '../../src';
import { span, trace } from '../../src/trace/build';
import { Trace } from '../../src/trace/trace';
import { failureOf, receivedOf } from './failure';
import { misuseOf } from './misuse';
import { pool } from './sample';

type Claims = ReturnType<typeof expect>;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const one = trace(span('only', 0, 100, { source: pool }));
const other = trace(span('x', 0, 100, { source: pool }), span('y', 100, 200, { source: pool, queuedAt: 0 }));

/** One of each matcher that judges a run. */
const CLAIMS: Record<string, (those: Claims) => void> = {
  toBeFasterThan: (those) => those.toBeFasterThan(other),
  toBeOrderedLike: (those) => those.toBeOrderedLike(['only']),
  toBeWorkConserving: (those) => those.toBeWorkConserving({ lanes: 1 }),
  toFinishWithin: (those) => those.toFinishWithin(10),
  toHappenBefore: (those) => those.toHappenBefore('a', 'b'),
  toKeepBusy: (those) => those.toKeepBusy(0.5),
  toMatchTimeline: (those) => those.toMatchTimeline('only  |5|'),
  toOverlap: (those) => those.toOverlap('a', 'b'),
  toPayOff: (those) => those.toPayOff({ against: other }),
  toRunInParallel: (those) => those.toRunInParallel({ atMost: 2 }),
  toStartAtRate: (those) => those.toStartAtRate({ atMost: 2 }, { per: 10 }),
  toTimeOut: (those) => those.toTimeOut(),
};

describe('of a run without tasks', () => {
  test.each(Object.keys(CLAIMS))('%s refuses to judge, under .not too', async (matcher) => {
    const empty = await simulate(() => asyncPool(2).map(sleep, []));

    expect(misuseOf(empty, CLAIMS[matcher]!)).toBe(
      'Expected `expect(…)` to be given work that was recorded, got a run without any.\n' +
        'Of an empty trace nearly every claim holds, so it proves nothing.',
    );
  });

  test('the one that is compared with is named', async () => {
    const empty = await simulate(() => asyncPool(2).map(sleep, []));
    const without = (argument: string) =>
      `Expected \`${argument}\` to be work that was recorded, got a run without any.`;

    expect(misuseOf(one, (those) => those.toBeFasterThan(empty))).toContain(without('other'));
    expect(misuseOf(one, (those) => those.toBeOrderedLike(empty))).toContain(without('expected'));
    expect(misuseOf(one, (those) => those.toPayOff({ against: empty }))).toContain(without('against'));
  });

  test('there are drawings that say so, and traces like any other', async () => {
    const empty = await simulate(() => asyncPool(2).map(sleep, []));

    expect([draw(empty), draw(empty, { rows: 'lanes' })]).toEqual(['  (no tasks)', '  (no tasks)']);
    expect(empty).toMatchInlineSnapshot(`nothing was recorded`);
    expect(drawSvg(empty)).not.toMatch(/NaN|undefined|Infinity/);
    expect(drawMermaid(empty)).toBe('gantt\n  dateFormat x\n  axisFormat %L ms');
    expect(chromeTrace(empty.trace).traceEvents).toEqual([]);
    expect([empty.trace.filter(() => true).length, Trace.merge([empty.trace, empty.trace]).length]).toEqual([0, 0]);
    expect([criticalPath(empty.trace), empty.results, [...empty.byInput()]]).toEqual([[], [], []]);
  });
});

describe('of a run of one task', () => {
  test('each failure speaks of one', () => {
    const received = (claim: (those: Claims) => void) => receivedOf(() => claim(expect(one))).split('\n\n')[0];

    expect(received((those) => those.toRunInParallel())).toBe('only 1 task (only)');
    expect(received((those) => those.toRunInWaves([2]))).toMatch(
      /^one wave of 1\n *wave 1, at 0 ms, has 1 \(only\), and/,
    );
    expect(received((those) => those.toStartAtRate(2, { per: 10 }))).toBe('only 1 task (only)');
    expect(received((those) => those.toTake(5))).toBe('100 ms, from 0 ms (only) to 100 ms (only)');
    expect(received((those) => those.toFinishWithin(5))).toBe('100 ms, from 0 ms (only) to 100 ms (only)');
    expect(received((those) => those.toKeepBusy(0.9, { lanes: 2 }))).toMatch(
      /^50 % busy: 100 ms of work in 2 lanes of 100 ms each\n *1 lane had no work at all$/,
    );
    expect(received((those) => those.toTimeOut())).toBe('only was done at 100 ms');
    expect(received((those) => those.toBeFasterThan(one))).toContain('just as long');
  });

  test('what needs several is refused', () => {
    expect(misuseOf(one, (those) => those.toStartAtRate({ atLeast: 1 }, { per: 10, sustained: true }))).toBe(
      'Only one task started (only), so it cannot be said whether the rate is kept up.\n' +
        'Give it more at once than it lets through, so that some have to wait.',
    );
    const started = trace(span('only', 30, 130, { source: pool, queuedAt: 0 }));
    expect(misuseOf(started, (those) => those.toPayOff({ against: other }))).toBe(
      'Expected both to have run the same tasks, and this one ran 1 task, the other 2.',
    );
  });
});

describe('of tasks that take no time', () => {
  const none = trace(span('only', 0, 0, { source: pool }));

  test('no length or share is divided by nothing', () => {
    expect(misuseOf(none, (those) => those.toKeepBusy(0.5))).toContain('Nothing took any time');
    expect(none).toBeFasterThan(other, { by: 100 });
    expect(receivedOf(() => expect(other).toBeFasterThan(none))).toMatch(/: the other took no time at all\n/);
    expect(receivedOf(() => expect(none).toBeFasterThan(none))).toMatch(/^0 ms, .*: just as long\n/);
  });

  test('no start of workers pays', () => {
    const started = trace(span('only', 30, 30, { source: pool, queuedAt: 0 }));

    expect(receivedOf(() => expect(started).toPayOff({ against: none }))).toMatch(
      /\n *its tasks take no time at all, for which no start pays\n/,
    );
  });
});

describe('of a sweep of one size', () => {
  test('nothing is said that only several tell', async () => {
    const sweep = await sweepPoolSizes([1], () => serialPool().map(sleep, [10]));

    expect(sweep.toString()).toMatchInlineSnapshot(`
     "workers   time  speed-up  efficiency  longest task on the critical path
           1  10 ms     1.00×       100 %  10 (100 %)

     I/O-bound: 100 % of the work is waiting.
     Only one size was tried: try greater ones too."
    `);
    expect(failureOf(() => expect(sweep).toLevelOffAt(1))).toContain(
      'Expected: the time to level off at 1 worker\nReceived: nothing but 1 worker was tried, which took 10 ms\n',
    );
    expect(misuseOf(sweep, (those) => those.toSpeedUp({ by: 2, at: 2 }))).toBe(
      'Expected `at` to be one of the sizes of the sweep: 1, got `2` (number).',
    );
  });

  test('of two that take the same, more workers are just as fast', async () => {
    const sweep = await sweepPoolSizes([1, 2], (size) => asyncPool(size).map(sleep, [10]));

    expect(receivedOf(() => expect(sweep).toSpeedUp({ by: 2, at: 2 }))).toMatch(
      /^just as fast, 10 ms instead of 10 ms\n/,
    );
    expect(receivedOf(() => expect(sweep).toLevelOffAt(2))).toMatch(/^levels off at 1 worker, at 10 ms\n/);
  });
});
