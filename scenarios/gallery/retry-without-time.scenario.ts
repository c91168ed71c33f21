/**
 * A retry whose time is used up: a server is slow once, so the first request times out after 1000 ms, and the second would be
 * answered in 300. But by default axios-retry counts the time-out over all attempts together: nothing is left for a second,
 * so there is none. With `shouldResetTimeout` each attempt has its own.
 *
 * Somebody found out in https://github.com/softonic/axios-retry/issues/24. The library is axios-retry.
 */
import { expect } from '@jest/globals';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import { asyncPool, draw, scenario, slowServer } from 'jest-lanes';

const worldWith = (shouldResetTimeout: boolean) => () => {
  const client = axios.create({ adapter: 'http', timeout: 1000 });
  // A time-out is none of the errors after which it tries again by itself.
  axiosRetry(client, { retries: 1, shouldResetTimeout, retryCondition: ({ code }) => code === 'ECONNABORTED' });
  const server = slowServer('https://slow-once.example', {
    sequence: [{ firstByte: 1200 }, { firstByte: 300, text: 'here' }],
  });
  return { client, server };
};

scenario(
  'gallery: a retry has a time-out of its own',
  {
    pools: [asyncPool(1)],
    tags: ['gallery', 'axios-retry'],
    setup: worldWith(true),
    brokenTwin: { setup: worldWith(false), failsWith: 'timeout of 1000ms exceeded' },
  },
  (pool, { client, server }) => pool.map(async (url: string) => (await client.get<string>(url)).data, [server.origin]),
  (run, { server }) => {
    expect(run.results).toEqual(['here']);
    expect(server).not.toRunInParallel();
    // It waits for 0 ms before it tries again, which for Node is a millisecond.
    expect(run.elapsed).toBe(1301);
    expect(`\n${draw(server)}\n`).toMatchInlineSnapshot(`
     "
                  0                      500                    1000   1301 ms
       GET /      ==============================================T
       GET /                                                    =============|
       in flight  111111111111111111111111111111111111111111111111111111111111

       = running   | done   T timed out
     "
    `);
  },
);
