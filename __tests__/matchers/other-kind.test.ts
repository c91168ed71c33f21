import { describe, expect, test } from '@jest/globals';
import { asyncPool, simulate } from '../../src';
import { MATCHER_NAMES } from '../../src/matchers/register';
import { failureOf } from './failure';
import { abc, pages } from './sample';

const serial = pages(1);

/** Each matcher's part of an expected value, with arguments that are right. */
const PARTS: Record<(typeof MATCHER_NAMES)[number], (parts: typeof expect | typeof expect.not) => unknown> = {
  toBeFasterThan: (parts) => parts.toBeFasterThan(serial),
  toBeOrderedLike: (parts) => parts.toBeOrderedLike(['a'], { by: 'finish' }),
  toBePure: (parts) => parts.toBePure([1]),
  toBeWorkConserving: (parts) => parts.toBeWorkConserving({ lanes: 2 }),
  toFinishWithin: (parts) => parts.toFinishWithin(5),
  toHappenBefore: (parts) => parts.toHappenBefore('a', 'b'),
  toKeepBusy: (parts) => parts.toKeepBusy(0.5),
  toLevelOffAt: (parts) => parts.toLevelOffAt(3),
  toMatchTimeline: (parts) => parts.toMatchTimeline('a  |5|'),
  toOverlap: (parts) => parts.toOverlap('a', 'b'),
  toPayOff: (parts) => parts.toPayOff({ against: serial }),
  toRunInParallel: (parts) => parts.toRunInParallel(),
  toRunInWaves: (parts) => parts.toRunInWaves([1]),
  toSpeedUp: (parts) => parts.toSpeedUp({ by: 2, at: 2 }),
  toStartAtRate: (parts) => parts.toStartAtRate({ atMost: 2 }, { per: 5 }),
  toTake: (parts) => parts.toTake(5),
  toTimeOut: (parts) => parts.toTimeOut(),
};

/** These claim nothing under `.not`, whatever they are beside, and say so. */
const NEVER_NOT: readonly string[] = ['toRunInWaves', 'toTake'];
const voicesOf = (name: string) => (NEVER_NOT.includes(name) ? [expect] : [expect, expect.not]);

/** The same, with arguments that are wrong, and what is said of them. */
const MISUSED: Record<(typeof MATCHER_NAMES)[number], readonly [() => unknown, string]> = {
  toBeFasterThan: [() => expect.toBeFasterThan(1 as never), 'Expected `other` to be a run'],
  toBeOrderedLike: [() => expect.toBeOrderedLike(1 as never), 'Expected `expected` to be an array'],
  toBePure: [() => expect.toBePure([]), 'Expected `inputs` to be'],
  toBeWorkConserving: [() => expect.toBeWorkConserving({ lanes: 0 }), 'Expected `lanes` to be'],
  toFinishWithin: [() => expect.toFinishWithin(-1), 'Expected `ms` to be'],
  toHappenBefore: [() => expect.toHappenBefore('a', undefined as never), 'Expected `b` to be a label'],
  toKeepBusy: [() => expect.toKeepBusy(2), 'Expected `ratio` to be'],
  toLevelOffAt: [() => expect.toLevelOffAt(3, { within: 2 }), 'Expected `within` to be'],
  toMatchTimeline: [() => expect.toMatchTimeline(1 as never), 'Expected `picture` to be'],
  toOverlap: [() => expect.toOverlap(undefined as never, 'b'), 'Expected `a` to be a label'],
  toPayOff: [() => expect.toPayOff({ against: 1 as never }), 'Expected `against` to be a run'],
  toRunInParallel: [() => expect.toRunInParallel(0), 'Expected `count` to be'],
  toRunInWaves: [() => expect.toRunInWaves([]), 'Expected `sizes` to be'],
  toSpeedUp: [() => expect.toSpeedUp({ by: 1, at: 2 }), 'Expected `by` to be'],
  toStartAtRate: [() => expect.toStartAtRate(2, { per: 0 }), 'Expected `per` to be'],
  toTake: [() => expect.toTake(NaN), 'Expected `ms` to be'],
  toTimeOut: [() => expect.toTimeOut('never' as never), 'Expected `during` to be'],
};

describe.each(MATCHER_NAMES)('expect.%s beside a value of another kind', (name) => {
  test.each([[1], ['a run'], [null], [undefined], [{ elapsed: 5 }], [new Map()]])(
    'matches %p in neither voice',
    (value) => {
      for (const parts of voicesOf(name)) {
        expect({ run: value }).not.toEqual({ run: PARTS[name](parts) });
      }
    },
  );

  test('shows the ordinary difference', () => {
    for (const parts of voicesOf(name)) {
      const shown = `${parts === expect ? '' : 'not.'}${name}`;
      expect(failureOf(() => expect({ run: 1 }).toEqual({ run: PARTS[name](parts) }))).toMatch(
        new RegExp(`-   "run": ${shown}<.*>,\n\\+   "run": 1,`),
      );
    }
  });

  test('throws for misuse of its own all the same', () => {
    const [part, message] = MISUSED[name];

    expect(failureOf(() => expect({ run: 1 }).toEqual({ run: part() }))).toContain(`Matcher error: ${message}`);
  });

  test('throws for a promise, which nobody awaited, and as an assertion', () => {
    expect(failureOf(() => expect({ run: Promise.resolve() }).not.toEqual({ run: PARTS[name](expect) }))).toContain(
      'Matcher error: Expected `expect(…)` to be given',
    );
    const { [name]: assertion } = expect(1) as unknown as Record<string, (...args: unknown[]) => unknown>;
    const { sample } = PARTS[name](expect) as { sample: unknown[] };
    expect(failureOf(() => assertion!(...sample))).toContain('Matcher error: Expected `expect(…)` to be given');
  });
});

describe('parts of an expected value', () => {
  test('are looked for among other values', () => {
    expect([1, 'b', abc]).toContainEqual(expect.toTake(300));
    expect([1, abc]).toEqual(expect.arrayContaining([expect.toTake(300)]));
    expect([1, pages(1)]).not.toContainEqual(expect.toTake(300));
  });

  test('throw for a run in which nothing ran', async () => {
    const none = await simulate(() => asyncPool(1).map((n: number) => n, []));

    expect(failureOf(() => expect({ run: none }).toEqual({ run: expect.toTake(5) }))).toContain(
      'to be given work that was recorded, got a run without any.',
    );
  });

  test('of an order match what has that order only', () => {
    const byStart = expect.toBeOrderedLike(['a', 'b', 'c'], { by: 'start' });
    expect({ list: ['a', 'b', 'c'] }).not.toEqual({ list: byStart });
    expect({ list: abc }).toEqual({ list: byStart });
    expect({ list: 1 }).not.toEqual({ list: expect.toBeOrderedLike([1], { by: 'result' }) });
    expect({ list: 1 }).not.toEqual({ list: expect.toBeOrderedLike([1], { key: (one) => one }) });
    expect(() => expect({ list: abc }).toEqual({ list: expect.toBeOrderedLike([1], { key: (one) => one }) })).toThrow(
      '`key` is for a plain array.',
    );
  });
});
