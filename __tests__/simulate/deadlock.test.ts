import { createServer, get as getPlain } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { asyncPool, clock, runOf, serialPool, simulate, slowServer } from '../../src';
import { natives } from '../../src/time/natives';
import { failureOf } from './failure';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const never = () => new Promise(() => undefined);

describe('a deadlock', () => {
  test('fails within 50 ms of real time', async () => {
    const took: number[] = [];

    for (let attempt = 0; attempt < 5; attempt += 1) {
      const began = natives.hrtimeBigint();
      await expect(simulate(never)).rejects.toThrow('Deadlock at 0 ms');
      took.push(Number(natives.hrtimeBigint() - began) / 1e6);
    }

    // The best of five: on a busy machine the others tell about the machine.
    expect(Math.min(...took)).toBeLessThan(50);
  });

  test('is what it is when nothing is pending and the body has not settled', async () => {
    expect(await failureOf(simulate(never))).toMatchInlineSnapshot(`
     "Deadlock at 0 ms: the body has not settled, and nothing is left that could make it.
     No timer is pending, no real work is in flight, and nobody holds the clock.
     No task is queued or in flight."
    `);
  });

  test('names what ended last, if nothing is queued or in flight', async () => {
    const simulation = simulate(async () => {
      await asyncPool(2).map(sleep, [30, 10]);
      await never();
    });

    expect(await failureOf(simulation)).toMatch(
      /\nNo task is queued or in flight; the last was "30" of asyncPool\(2\), which ended at 30 ms\.$/,
    );
  });

  test('says at which instant, and lists tasks in flight and queued', async () => {
    const simulation = simulate(async () => {
      const pool = asyncPool(2);
      await sleep(100);
      await pool.map(
        async (task) => {
          await sleep(50);
          if (task !== 'ends') await never();
        },
        ['ends', 'hangs', 'hangs too', 'waits', 'waits too'],
      );
    });

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "Deadlock at 200 ms: the body has not settled, and nothing is left that could make it.
     No timer is pending, no real work is in flight, and nobody holds the clock.
     In flight: "hangs" of asyncPool(2) since 100 ms, "hangs too" of asyncPool(2) since 150 ms
     Queued: "waits" of asyncPool(2) since 100 ms, "waits too" of asyncPool(2) since 100 ms"
    `);
  });

  test('names the tasks of a pool that is nested in itself', async () => {
    const pool = asyncPool(2);
    const simulation = simulate(() =>
      pool.map((outer) => pool.map((inner) => sleep(inner), [10, 20], { label: (ms) => `${outer}/${ms}` }), ['a', 'b']),
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "Deadlock at 0 ms: the body has not settled, and nothing is left that could make it.
     No timer is pending, no real work is in flight, and nobody holds the clock.
     In flight: "a" of asyncPool(2) since 0 ms, "b" of asyncPool(2) since 0 ms
     Queued: "a/10" of asyncPool(2) since 0 ms, "a/20" of asyncPool(2) since 0 ms, "b/10" of asyncPool(2) since 0 ms, "b/20" of asyncPool(2) since 0 ms"
    `);
  });

  test('lists eight tasks, and counts the others', async () => {
    const simulation = simulate(() =>
      serialPool().map(
        never,
        Array.from({ length: 12 }, (_, i) => i),
      ),
    );

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "Deadlock at 0 ms: the body has not settled, and nothing is left that could make it.
     No timer is pending, no real work is in flight, and nobody holds the clock.
     In flight: "0" of serialPool() since 0 ms
     Queued: "1" of serialPool() since 0 ms, "2" of serialPool() since 0 ms, "3" of serialPool() since 0 ms, "4" of serialPool() since 0 ms, "5" of serialPool() since 0 ms, "6" of serialPool() since 0 ms, "7" of serialPool() since 0 ms, "8" of serialPool() since 0 ms, … 3 more"
    `);
  });

  test('is also a request that no client time-out ends, to a server that never answers', async () => {
    slowServer('https://stalls.test', { firstByte: 'never' });
    const ask = () => get('https://stalls.test/', { agent: false }).on('error', () => undefined);
    const simulation = simulate(() => new Promise(() => ask()));

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "Deadlock at 0 ms: the body has not settled, and nothing is left that could make it.
     No timer is pending, no real work is in flight, and nobody holds the clock.
     In flight: "GET /" of https://stalls.test since 0 ms
     Queued: none"
    `);
  });

  test.each([
    ['http', (url: string) => void getPlain(url).on('error', () => undefined)],
    ['fetch', (url: string) => void fetch(url).catch(() => undefined)],
  ])('names what was asked by %s of a server of this process, and not what that has answered', async (_client, ask) => {
    const server = createServer((request, response) => {
      if (request.url === '/answered') response.end('yes');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const failure = await failureOf(
      simulate(async () => {
        await (await fetch(`${origin}/answered`)).text();
        ask(`${origin}/silence`);
        await never();
      }),
    );
    server.closeAllConnections();
    server.close();

    expect(failure?.replaceAll(origin, 'ORIGIN')).toMatch(
      /\nNo task is queued or in flight\.\nNot answered by a server of this process: GET ORIGIN\/silence$/,
    );
  });

  test('has a run: what had happened until then', async () => {
    const error = await simulate(async () => {
      await asyncPool(1).map(() => sleep(30), ['a']);
      await never();
    }).catch((reason: unknown) => reason);

    expect(runOf(error)?.elapsed).toBe(30);
    expect(runOf(error)?.trace.length).toBe(1);
  });

  test('leaves the next simulation alone', async () => {
    await simulate(never).catch(() => undefined);

    expect((await simulate(() => sleep(10))).elapsed).toBe(10);
  });
});

describe('is no deadlock', () => {
  test('what real work still in flight can settle', async () => {
    const { value } = await simulate(async () => {
      const release = clock.hold('real work');
      await new Promise((resolve) => natives.setTimeout(resolve, 60));
      release();
      return 'settled';
    });

    expect(value).toBe('settled');
  });

  test('an event that the loop delivers from outside a little later', async () => {
    const { port1, port2 } = new MessageChannel();
    natives.setTimeout(() => port2.postMessage('hello'), 5);

    const { value } = await simulate(() => new Promise((resolve) => port1.once('message', resolve)));

    expect(value).toBe('hello');
    port1.close();
  });

  test('anything on the real clock', async () => {
    const outcome = await Promise.race([
      simulate(() => new Promise((resolve) => natives.setTimeout(resolve, 60, 'settled')), { clock: 'real' }),
      new Promise<never>((_, reject) => natives.setTimeout(reject, 5000)),
    ]);

    expect(outcome.value).toBe('settled');
  });
});
