/**
 * A failed task frees its lane, and the others go on: on promises as on threads and processes. Who runs batches by
 * `Promise.all` loses what comes after the first failure.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, processPool, scenario, threadPool } from 'jest-lanes';
import { failOnTwo } from '../tasks/failing';

const pools = [asyncPool(2), threadPool(2), processPool(2)];
const statusOf = ({ status }: PromiseSettledResult<unknown>): string => status;

scenario(
  'gallery: a failed task frees its lane',
  {
    pools,
    sameTrace: true,
    tags: ['gallery'],
    brokenTwin: {
      body: async (pool) => {
        await pool.map(failOnTwo, [1, 2]);
        return pool.mapSettled(failOnTwo, [3, 4]);
      },
      failsWith: 'two',
    },
  },
  (pool) => pool.mapSettled(failOnTwo, [1, 2, 3, 4]),
  (run) => {
    expect(run.results.map(statusOf)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(run).toRunInParallel(2);
    expect(run.elapsed).toBe(200);
    expect(`\n${draw(run.trace)}\n`).toMatchInlineSnapshot(`
     "
                  0              50             100            150      200 ms
       1          =============================|
       2          ==============!
       3          ...............=============================|
       4          ..............................=============================|
       in flight  222222222222222222222222222222222222222222222111111111111111

       . queued   = running   | done   ! failed
     "
    `);
  },
);
