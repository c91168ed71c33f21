/**
 * A retry storm: a server that refuses for a second is asked by five clients, who try again. Who tries again every 50 ms
 * asks twenty times meanwhile; with back-off that doubles it is asked at 0, 100, 300, 700 and 1500 ms: 25 requests instead
 * of 105. What it costs is the half second after the server has recovered.
 */
import { expect } from '@jest/globals';
import { asyncPool, clock, draw, scenario, slowServer } from 'jest-lanes';

const CLIENTS = ['a', 'b', 'c', 'd', 'e'];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function askUntilAnswered(url: string, waitBefore: (attempt: number) => number): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    if ((await fetch(url)).ok) return attempt;
    await sleep(waitBefore(attempt));
  }
}

const worldWith = (wait: (attempt: number) => number) => () => ({
  wait,
  server: slowServer('https://busy.example', () => ({ status: clock.now < 1000 ? 503 : 200 })),
});

scenario(
  'gallery: back-off spares a server that is down',
  {
    pools: [asyncPool(5)],
    tags: ['gallery'],
    setup: worldWith((attempt) => 100 * 2 ** (attempt - 1)),
    brokenTwin: { setup: worldWith(() => 50), failsWith: '105' },
  },
  (pool, { server, wait }) =>
    pool.map((client: string) => askUntilAnswered(`${server.origin}/${client}`, wait), CLIENTS),
  (run, { server }) => {
    expect(server.requests.length).toBe(25);
    expect(run.results).toEqual([5, 5, 5, 5, 5]);
    expect(run.elapsed).toBe(1500);
    expect(`\n${draw(server, { rows: 'lanes' })}\n`).toMatchInlineSnapshot(`
     "
                  0                   500                 1000         1500 ms
       lane 0     |   |       |               |                              |
       lane 1     |   |       |               |                              |
       lane 2     |   |       |               |                              |
       lane 3     |   |       |               |                              |
       lane 4     |   |       |               |                              |
       in flight  500050000000500000000000000050000000000000000000000000000005

       | done
     "
    `);
  },
);
