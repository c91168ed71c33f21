import { performance as fromPerfHooks } from 'node:perf_hooks';
import { hrtime as fromProcess } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clock, compute, simulate } from '../../../src';
import { BASE_INSTANT_MS } from '../../../src/time/delegates/date-now';
import { natives } from '../../../src/time/natives';

const { hrtime: earlyHrtime } = process;
const { now: earlyNow } = performance;

describe('performance.now and process.hrtime inside a simulation', () => {
  test('begin at 0, on every door to them', async () => {
    const { value } = await simulate(() => [
      performance.now(),
      fromPerfHooks.now(),
      earlyNow.call(performance),
      process.hrtime(),
      fromProcess(),
      earlyHrtime(),
      process.hrtime.bigint(),
      earlyHrtime.bigint(),
    ]);

    expect(value).toEqual([0, 0, 0, [0, 0], [0, 0], [0, 0], 0n, 0n]);
  });

  test('move together with Date and clock.now, whatever time passes', async () => {
    const passed = fc.array(fc.tuple(fc.constantFrom('sleep', 'compute'), fc.integer({ min: 1, max: 5_000_000 })), {
      minLength: 1,
      maxLength: 8,
    });

    await fc.assert(
      fc.asyncProperty(passed, async (steps) => {
        await simulate(async () => {
          let total = 0;
          for (const [how, ms] of steps) {
            if (how === 'compute') await compute(ms);
            else await new Promise((resolve) => setTimeout(resolve, ms));
            total += ms;
            expect([clock.now, performance.now(), Date.now() - BASE_INSTANT_MS]).toEqual([total, total, total]);
            expect(process.hrtime.bigint()).toBe(BigInt(total) * 1_000_000n);
            expect(process.hrtime()).toEqual([Math.trunc(total / 1000), (total % 1000) * 1e6]);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  test('process.hrtime gives the difference to an earlier pair, over the edge of a second', async () => {
    const { value } = await simulate(async () => {
      await compute(1900);
      const since = process.hrtime();
      await compute(200);
      return [since, process.hrtime(since)];
    });

    expect(value).toEqual([
      [1, 900_000_000],
      [0, 200_000_000],
    ]);
  });

  test('process.hrtime refuses what is no pair in the words of Node', async () => {
    await simulate(() => {
      expect(() => process.hrtime(5 as never)).toThrow(
        'The "time" argument must be an instance of Array. Received type number (5)',
      );
    });
  });
});

test('outside a simulation they tell the real time', () => {
  const readings = [
    [performance.now(), natives.now()],
    [Number(process.hrtime.bigint()), Number(natives.hrtimeBigint())],
    [process.hrtime()[0], natives.hrtime()[0]],
  ] as const;

  for (const [told, real] of readings) expect(told).toBeLessThanOrEqual(real);
  expect(process.hrtime([0, 0])[0]).toBe(natives.hrtime()[0]);
});
