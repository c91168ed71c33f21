import { describe, expect, test } from '@jest/globals';
import { asyncPool, compute, simulate, sweepPoolSizes, threadPool } from '../../src';
import { failureOf } from '../matchers/failure';
import { misuseOf } from '../matchers/misuse';
import { failureOf as failureOfPromise } from '../simulate/failure';

const DELAYS = [1100, 190, 198, 198, 914];
const SIZES = [1, 2, 3, 4, 5];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sweepOf = (delays: readonly number[], sizes: readonly number[] = SIZES) =>
  sweepPoolSizes(sizes, (size) => asyncPool(size).map(sleep, delays));

describe('a sweep', () => {
  test('has a row for each size, in the order of sizes, measured against one worker', async () => {
    const sweep = await sweepOf([100, 100, 100, 100], [4, 1, 2]);

    const rows = sweep.rows.map(({ size, elapsed, speedUp, efficiency }) => [size, elapsed, speedUp, efficiency]);
    expect(rows).toEqual([
      [1, 400, 1, 1],
      [2, 200, 2, 1],
      [4, 100, 4, 1],
    ]);
  });

  test('levels off where no greater size gains more than a twentieth', async () => {
    const sweep = await sweepOf(DELAYS);

    expect(sweep.rows.map(({ elapsed }) => elapsed)).toEqual([2600, 1500, 1112, 1104, 1100]);
    expect(sweep.levelsOffAt()).toBe(3);
    expect(sweep.levelsOffAt({ within: 0.005 })).toBe(4);
    expect(sweep.levelsOffAt({ within: 0 })).toBeUndefined();
    expect(sweep.scalability.bestSize).toBe(4);
  });

  test('does not level off while its greatest size still gains', async () => {
    const sweep = await sweepOf([100, 100, 100, 100], [1, 2, 4]);

    expect(sweep.levelsOffAt()).toBeUndefined();
    expect(sweep.advice).toMatchInlineSnapshot(`
     "I/O-bound: 100 % of the work is waiting.
     Try more than 4 workers: the time still falls by more than 5 % there."
    `);
  });

  test('tells tasks that compute on one event loop, which gains nothing', async () => {
    const sweep = await sweepPoolSizes([1, 2, 4], (size) => asyncPool(size).map(compute, [100, 100, 100, 100]));

    expect(sweep.rows.map(({ elapsed }) => elapsed)).toEqual([400, 400, 400]);
    expect(sweep.advice).toMatchInlineSnapshot(`
     "CPU-bound: 100 % of the work is computing, and more workers gain nothing: they share one event loop or core.
     Take 1: with more workers the time falls by less than 5 %."
    `);
  });

  test('tells tasks that compute on cores, where it levels off', async () => {
    const pools = new Map([1, 2, 3].map((size) => [size, threadPool(size)]));
    const { crunch } = require('../../scenarios/tasks/computing') as { crunch: (n: number) => Promise<number> };

    const sweep = await sweepPoolSizes([1, 2, 3], (size) => pools.get(size)!.map(crunch, [1, 2, 3, 4, 5, 6]), {
      cores: 2,
    });

    expect(sweep.rows.map(({ elapsed }) => elapsed)).toEqual([600, 300, 300]);
    expect(sweep.levelsOffAt()).toBe(2);
    expect(sweep.advice).toMatchInlineSnapshot(`
     "CPU-bound: 100 % of the work is computing, which gains up to the cores of the machine.
     Take 2: with more workers the time falls by less than 5 %."
    `);
    for (const pool of pools.values()) await pool[Symbol.asyncDispose]();
  }, 60_000);

  test.each<[sizes: unknown, body: unknown]>([
    [[], sweepOf],
    [[2, 3], sweepOf],
    [[1, 1], sweepOf],
    [[1, 0], sweepOf],
    [3, sweepOf],
    [[1], undefined],
    [[1], () => 7],
    [[1], (size: number) => asyncPool(size).map(() => undefined, [1])],
  ])('sweepPoolSizes(%j, %p) is refused', async (sizes, body) => {
    expect(await failureOfPromise(sweepPoolSizes(sizes as number[], body as any))).toMatchSnapshot();
  });
});

describe('toLevelOffAt', () => {
  test('passes at the size where it levels off', async () => {
    const sweep = await sweepOf(DELAYS);

    expect(sweep).toLevelOffAt(3);
    expect(sweep).toLevelOffAt(4, { within: 0.005 });
  });

  test('fails at another size, and shows the table', async () => {
    const sweep = await sweepOf(DELAYS);

    expect(failureOf(() => expect(sweep).toLevelOffAt(4))).toMatchInlineSnapshot(`
     "expect(sweep).toLevelOffAt(4)

     Expected: the time to level off at 4 workers
     Received: levels off at 3 workers, at 1112 ms
               workers     time  speed-up  efficiency  longest task on the critical path
                     1  2600 ms     1.00×       100 %  1100 (42.3 %)
                     2  1500 ms     1.73×      86.7 %  914 (60.9 %)
                     3  1112 ms     2.34×      77.9 %  914 (82.2 %)
                     4  1104 ms     2.36×      58.9 %  914 (82.8 %)
                     5  1100 ms     2.36×      47.3 %  1100 (100 %)
               Amdahl's law: 21.7 % serial, so at most 4.62× (R² 0.880)
               Universal Scalability Law: contention 0 %, coherency 5.6 %, best with 4 workers (R² 0.990)
               Dominated by one task: with 5 workers "1100" takes 1100 ms of 1100 ms, and no pool is faster than its longest task.
               Take 3: with more workers the time falls by less than 5 %."
    `);
  });

  test('fails at the greatest size, of which nobody knows', async () => {
    const sweep = await sweepOf([100, 100], [1, 2]);
    const three = await sweepOf([100, 100, 100], [1, 2, 3]);

    expect(
      failureOf(() => expect(sweep).toLevelOffAt(2))
        .split('\n')
        .slice(0, 4),
    ).toMatchInlineSnapshot(`
     [
       "expect(sweep).toLevelOffAt(2)",
       "",
       "Expected: the time to level off at 2 workers",
       "Received: still falls at 2 workers, at 100 ms; nothing greater was tried",
     ]
    `);
    expect(failureOf(() => expect(three).toLevelOffAt(3))).toContain(
      'Received: still falls at 3 workers, at 100 ms; nothing greater was tried\n',
    );
  });

  test('refuses `.not`, sizes that were not tried, and what is no sweep', async () => {
    const sweep = await sweepOf(DELAYS);
    const run = await simulate(() => asyncPool(1).map(sleep, [1]));

    expect(failureOf(() => expect(sweep).not.toLevelOffAt(4))).toMatchInlineSnapshot(`
     "expect(sweep).not.toLevelOffAt(4)

     Matcher error: \`.not.toLevelOffAt(4)\` would hold at 3 and at 5, so it says little. Say where it does."
    `);
    expect(failureOf(() => expect(sweep).toLevelOffAt(6))).toMatchInlineSnapshot(`
     "expect(sweep).toLevelOffAt(6)

     Matcher error: Expected \`size\` to be one of the sweep's: 1, 2, 3, 4, 5, got \`6\` (number)."
    `);
    expect(failureOf(() => expect(run).toLevelOffAt(3))).toMatchInlineSnapshot(`
     "expect(run).toLevelOffAt(3)

     Matcher error: Expected \`expect(…)\` to be given a sweep, got \`Run { value: [ undefined ], elapsed: 1, trace: Trace { spans: [Array], neverSta…\` (object).
     Give what \`await sweepPoolSizes(…)\` gave."
    `);
    expect(misuseOf(Promise.resolve(sweep), (those) => those.toLevelOffAt(3))).toMatch(/\nAwait it first\.$/);
    expect(failureOf(() => expect(run).not.toLevelOffAt(3))).toContain('given a sweep');
    for (const within of ['0.1', -0.1]) {
      const refusal = 'Expected `within` to be a number from 0 up and below 1: a part of the time, got';
      expect(failureOf(() => expect(sweep).toLevelOffAt(3, { within: within as never }))).toContain(refusal);
    }
    expect(failureOf(() => expect(sweep).toLevelOffAt(3, { within: 0 }))).toContain(
      'Received: still falls at 5 workers',
    );
    expect(failureOf(() => expect(sweep).toLevelOffAt(3, { within: 1 }))).toMatchInlineSnapshot(`
     "expect(sweep).toLevelOffAt(3, { within: 1 })

     Matcher error: Expected \`within\` to be a number from 0 up and below 1: a part of the time, got \`1\` (number)."
    `);
  });
});

describe('toSpeedUp', () => {
  test('passes from the speed-up on', async () => {
    const sweep = await sweepOf(DELAYS);

    expect(sweep).toSpeedUp({ by: 2600 / 1500, at: 2 });
    expect(sweep).not.toSpeedUp({ by: 1.74, at: 2 });
    expect(await sweepOf([1, 1, 1, 1, 1, 1, 1], [1, 7])).toSpeedUp({ by: 7, at: 7 });
  });

  test('fails below it', async () => {
    const sweep = await sweepOf([100, 300], [1, 2]);

    expect(failureOf(() => expect(sweep).toSpeedUp({ by: 1.5, at: 2 }))).toMatchInlineSnapshot(`
     "expect(sweep).toSpeedUp({ by: 1.5, at: 2 })

     Expected: 2 workers to be at least 1.5 times as fast as one
     Received: 1.33 times as fast, 300 ms instead of 400 ms
               workers    time  speed-up  efficiency  longest task on the critical path
                     1  400 ms     1.00×       100 %  300 (75 %)
                     2  300 ms     1.33×      66.7 %  300 (100 %)
               Amdahl's law: 50 % serial, so at most 2.00× (R² 1.000)
               Universal Scalability Law: contention 50 %, coherency 0 %, no size too great (R² 1.000)
               I/O-bound: 100 % of the work is waiting.
               Try more than 2 workers: the time still falls by more than 5 % there."
    `);
    expect(
      failureOf(() => expect(sweep).not.toSpeedUp({ by: 1.2, at: 2 }))
        .split('\n')
        .slice(0, 4),
    ).toMatchInlineSnapshot(`
     [
       "expect(sweep).not.toSpeedUp({ by: 1.2, at: 2 })",
       "",
       "Expected: 2 workers to be less than 1.2 times as fast as one",
       "Received: 1.33 times as fast, 300 ms instead of 400 ms",
     ]
    `);
  });

  test('refuses claims that any sweep meets, and what is no sweep, under `.not` too', async () => {
    const sweep = await sweepOf(DELAYS);

    expect(failureOf(() => expect(sweep).toSpeedUp({ by: 1, at: 2 }))).toMatchInlineSnapshot(`
     "expect(sweep).toSpeedUp({ by: 1, at: 2 })

     Matcher error: Expected \`by\` to be a number greater than 1, got \`1\` (number).
     Any run is as fast as one worker, at least at size 1."
    `);
    expect(failureOf(() => expect(sweep).not.toSpeedUp({ by: 2, at: 9 }))).toMatchInlineSnapshot(`
     "expect(sweep).not.toSpeedUp({ by: 2, at: 9 })

     Matcher error: Expected \`at\` to be one of the sizes of the sweep: 1, 2, 3, 4, 5, got \`9\` (number)."
    `);
    expect(failureOf(() => expect([]).not.toSpeedUp({ by: 2, at: 2 }))).toContain('given a sweep');
    expect(failureOf(() => expect(sweep).toSpeedUp(2 as any))).toContain(
      'Expected `claim` to be an object with `by` or `at`, got `2` (number).',
    );
    expect(failureOf(() => expect(sweep).not.toSpeedUp({ by: 2 } as any))).toContain(
      'Expected `at` to be a whole number from 1 up, got `undefined` (undefined).',
    );
    expect(failureOf(() => expect(sweep).not.toSpeedUp({ by: 2, at: 2, within: 0.1 } as any))).toContain(
      '`within` is none of them.',
    );
    expect(misuseOf(sweep, (those) => those.toSpeedUp(null as never))).toContain('Expected `claim` to be an object');
    for (const by of ['2', Infinity, undefined]) {
      expect(misuseOf(sweep, (those) => those.toSpeedUp({ by: by as never, at: 2 }))).toContain(
        'Expected `by` to be a number greater than 1, got',
      );
    }
  });
});
