import { describe, expect, test } from '@jest/globals';
import { asyncPool } from '../../src/pools/async-pool';
import { galaxyServer } from '../../src/servers/galaxy-server';
import { simulate } from '../../src/simulate/simulate';
import { span, trace } from '../../src/trace/build';
import * as serializer from '../../src/snapshot-serializer';
import { Trace } from '../../src/trace/trace';

const sleepFor = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a snapshot', () => {
  test('of a run is its timeline, with exact times', async () => {
    const run = await simulate(() => asyncPool(2).map(sleepFor, [300, 101, 200]));

    expect(run).toMatchInlineSnapshot(`
     asyncPool(2): 3 tasks from 0 to 301 ms, never more than 2 in flight
                  0             100            200       301 ms  from-until ms
       300        ============================================|  0-300
       101        ===============|                               0-101
       200        ...............=============================|  101-301
       in flight  222222222222222222222222222222222222222222222

       . queued   = running   | done
    `);
  });

  test('of servers is that of their requests', async () => {
    const galaxies = [
      galaxyServer('https://usegalaxy.org', { connect: 100, firstByte: 800, body: 200 }),
      galaxyServer('https://stalls.example', { firstByte: 'never' }),
    ];
    await simulate(() =>
      Promise.all(
        galaxies.map(({ origin }) =>
          fetch(`${origin}/api/version`, { signal: AbortSignal.timeout(2000) }).then(
            (response) => response.json(),
            () => null,
          ),
        ),
      ),
    );

    expect(galaxies).toMatchInlineSnapshot(`
     https://usegalaxy.org, https://stalls.example: 2 requests (1 timed out) from 0 to 2000 ms, never more than 2 in flight
                       0          500        1000            2000 ms  from-until ms
       usegalaxy.org   ---=================####|                      0-1100
       stalls.example  ============================================T  0-2000
       in flight       222222222222222222222222211111111111111111111

       - connecting   = running   # receiving   | done   T timed out
    `);
    expect(galaxies[0]).toMatchInlineSnapshot(`
     https://usegalaxy.org: 1 request from 0 to 1100 ms, never more than 1 in flight
                         0                   500               1100 ms  from-until ms
       GET /api/version  -----===============================########|  0-1100
       in flight         111111111111111111111111111111111111111111111

       - connecting   = running   # receiving   | done
    `);
  });

  test('may have it inside other things', async () => {
    const run = await simulate(() => asyncPool(1).map(sleepFor, [5]));

    expect({ inner: [{ run }], n: 1 }).toMatchInlineSnapshot(`
     {
       "inner": [
         {
           "run": asyncPool(1): 1 task from 0 to 5 ms, never more than 1 in flight
                        0                 2                 4    5 ms  from-until ms
             5          ============================================|  0-5
             in flight  111111111111111111111111111111111111111111111

             = running   | done,
         },
       ],
       "n": 1,
     }
    `);
  });

  test('of work on the real clock has no times in it, and no order', async () => {
    const pool = asyncPool(3);
    const run = await pool.mapSettled(
      (n: number) => (n === 7 ? Promise.reject(new Error('no')) : sleepFor(10 - n)),
      [10, 9, 7, 1],
    );

    expect(run).toMatchInlineSnapshot(`
     asyncPool(3): 4 tasks (1 failed), on the real clock
       1: done
       7: failed
       9: done
       10: done
    `);
    expect(await simulate(() => pool.map(sleepFor, [1, 2]), { clock: 'real' })).toMatchInlineSnapshot(`
     asyncPool(3): 2 tasks, on the real clock
       1: done
       2: done
    `);
  });

  test('of much work on the real clock lists forty, and counts the others', () => {
    const { spans } = trace(...Array.from({ length: 100 }, (_, i) => span(`item ${i}`, 0, i)));
    const lines = serializer.serialize(new Trace(spans, { recording: { clock: 'real' } }), {}, '').split('\n');

    expect([lines.length, lines[0], lines[1], lines[11], lines.at(-1)]).toMatchInlineSnapshot(`
     [
       42,
       "by hand: 100 calls, on the real clock",
       "  item 0: done",
       "  item 10: done",
       "  ... 60 more",
     ]
    `);
  });

  test('of nothing says so', async () => {
    expect(await simulate(() => 5)).toMatchInlineSnapshot(`nothing was recorded`);
    expect(trace()).toMatchInlineSnapshot(`nothing was recorded`);
  });

  test('is a single line of counts beyond forty tasks, and the busiest forty', () => {
    const tasks = Array.from({ length: 100 }, (_, i) =>
      span(`item ${i}`, i, i + 1, { outcome: i % 30 === 0 ? 'rejected' : 'fulfilled' }),
    );
    const lines = serializer.serialize(trace(...tasks), {}, '').split('\n');

    expect(lines[0]).toMatchInlineSnapshot(
      `"by hand: 100 calls (4 failed) from 0 to 100 ms, never more than 1 in flight"`,
    );
    expect(lines.length).toBeLessThan(48);
  });
});

describe('the serializer', () => {
  test('is for what can be drawn, and for nothing else', () => {
    const drawable = [trace(), [trace()]];
    const others = [[], [trace(), 1], {}, null, undefined, 'a', () => 1, Promise.resolve()];

    expect(drawable.filter(serializer.test)).toEqual(drawable);
    expect(others.filter(serializer.test)).toEqual([]);
  });

  test('may be named in a Jest config, which takes what a module exports by default', () => {
    expect(serializer.default).toEqual({ test: serializer.test, serialize: serializer.serialize });
  });
});
