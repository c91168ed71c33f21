/**
 * A time-out that races a slow reply: who gives up must hang up. The first reply would take 1200 ms, and after 1000 the client
 * asks again. `Promise.race` against a timer only stops listening: the first request goes on, so the server works for both.
 *
 * And if the reply is due in the very millisecond of the time-out? The time-out was asked for first, and wins, each time.
 *
 * meilisearch-js had it so: https://github.com/meilisearch/meilisearch-js/issues/1654.
 */
import { expect } from '@jest/globals';
import { asyncPool, draw, scenario, slowServer } from 'jest-lanes';

type Ask = (url: string) => Promise<string>;

const hangingUp: Ask = async (url) => (await fetch(url, { signal: AbortSignal.timeout(1000) })).text();

const racing: Ask = (url) => {
  const tooLate = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too late')), 1000));
  return Promise.race([fetch(url).then((response) => response.text()), tooLate]);
};

const twice =
  (ask: Ask): Ask =>
  (url) =>
    ask(url).catch(() => ask(url));

const worldWith = (ask: Ask, firstByte: number) => () => ({
  ask: twice(ask),
  server: slowServer('https://slow.example', {
    sequence: [
      { firstByte, text: 'stale' },
      { firstByte: 300, text: 'fresh' },
    ],
  }),
});

scenario(
  'gallery: who gives up on a slow reply hangs up before asking again',
  {
    pools: [asyncPool(1)],
    tags: ['gallery'],
    simulate: { leaks: 'ignore' },
    setup: worldWith(hangingUp, 1200),
    brokenTwin: { setup: worldWith(racing, 1200), failsWith: '2 in flight' },
  },
  (pool, { ask, server }) => pool.map(ask, [server.origin]),
  (run, { server }) => {
    expect(server).not.toRunInParallel();
    expect(server).toTimeOut('read');
    expect(run.results).toEqual(['fresh']);
    expect(run.elapsed).toBe(1300);
    expect(`\n${draw(server)}\n`).toMatchInlineSnapshot(`
     "
                  0                      500                    1000   1300 ms
       GET /      ==============================================T
       GET /                                                    =============|
       in flight  111111111111111111111111111111111111111111111111111111111111

       = running   | done   T timed out
     "
    `);
  },
);

scenario(
  'gallery: a reply that is due in the millisecond of the time-out comes too late',
  {
    pools: [asyncPool(1)],
    tags: ['gallery'],
    setup: worldWith(hangingUp, 1000),
    brokenTwin: { setup: worldWith(hangingUp, 999), failsWith: 'stale' },
  },
  (pool, { ask, server }) => pool.map(ask, [server.origin]),
  (run) => {
    expect(run.results).toEqual(['fresh']);
    expect(run.elapsed).toBe(1300);
  },
);
