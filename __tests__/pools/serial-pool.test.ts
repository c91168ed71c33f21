import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asyncPool } from '../../src/pools/async-pool';
import type { Pool } from '../../src/pools/pool';
import { serialPool } from '../../src/pools/serial-pool';
import { simulate } from '../../src/simulate/simulate';
import { SOURCE } from '../../src/trace/source';
import { range, sleepFor } from './contract/tasks';

describe('serialPool', () => {
  test('runs one task after another', async () => {
    const run = await simulate(() => serialPool().map(() => sleepFor(1000), range(12)));

    expect(run.elapsed).toBe(12_000);
    expect(run.trace.spans.map(({ lane, startedAt }) => [lane, startedAt])).toEqual(
      range(12).map((n) => [0, 1000 * n]),
    );
  });

  test('is known by its name, and has one lane', () => {
    expect(serialPool()[SOURCE].name).toBe('serialPool()');
    expect(serialPool().concurrency).toBe(1);
  });

  test('leaves the same trace as any other pool of one lane', async () => {
    const anyLengths = fc.array(fc.nat(3), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(anyLengths, fc.integer({ min: 1, max: 3 }), async (lengths, chunkSize) => {
        const hashOn = async (pool: Pool) =>
          (await simulate(() => pool.map(sleepFor, lengths, { chunkSize }))).trace.hash();

        expect(await hashOn(serialPool())).toBe(await hashOn(asyncPool(1)));
      }),
      { numRuns: 15 },
    );
  });
});
