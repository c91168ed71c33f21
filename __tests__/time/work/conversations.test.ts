import { pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { MessageChannel, Worker } from 'node:worker_threads';
import { gzipSync, createGunzip } from 'node:zlib';
import { watch } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simulate } from '../../../src';
import { ECHO_SERVERS, type OtherProcess, otherProcess } from './other-process';

// Each answer takes some real milliseconds; a virtual timer of 30 s must not come first.
const LATE_ECHO = `
const { parentPort, workerData } = require('node:worker_threads');
const port = workerData ?? parentPort;
parentPort.postMessage('ready');
port.on('message', (message) => setTimeout(() => port.postMessage(message), 5));
`;

let elsewhere: OtherProcess & { facts: { port: number; echoPort: number } };
let worker: Worker;

beforeAll(async () => {
  elsewhere = (await otherProcess(ECHO_SERVERS)) as typeof elsewhere;
  worker = new Worker(LATE_ECHO, { eval: true });
  await once(worker, 'message');
});

afterAll(async () => {
  await worker.terminate();
  await elsewhere.end();
});

function tooLate(): Promise<'timer'> {
  return new Promise((resolve) => setTimeout(resolve, 30_000, 'timer').unref());
}

async function firstOf(ask: () => Promise<unknown>): Promise<unknown> {
  const run = await simulate(() => Promise.race([ask().then(() => 'answer'), tooLate()]));
  return run.value;
}

/** Thirty virtual seconds; only an idle channel lets them pass before the hold limit ends the simulation. */
async function passes(setUp: () => unknown): Promise<number> {
  const run = await simulate(
    async () => {
      await setUp();
      await new Promise((resolve) => setTimeout(resolve, 30_000));
    },
    { limits: { holdMs: 1000 } },
  );
  return run.elapsed;
}

describe('a question to somebody else holds the clock until the next answer', () => {
  test.each(['first', 'second'])('a message to a worker thread, the %s time', async () => {
    const ask = async (): Promise<void> => {
      worker.postMessage('hello');
      await once(worker, 'message');
    };

    expect(await firstOf(ask)).toBe('answer');
  });

  test('a message through a port that leads to another thread', async () => {
    const { port1, port2 } = new MessageChannel();
    const other = new Worker(LATE_ECHO, { eval: true, workerData: port2, transferList: [port2] });
    await once(other, 'message');

    const answer = await firstOf(async () => {
      port1.postMessage('hello');
      await once(port1, 'message');
    });

    expect(answer).toBe('answer');
    port1.close();
    await other.terminate();
  });

  test('a message to a child process', async () => {
    const { child } = elsewhere;

    const answer = await firstOf(async () => {
      child.send('hello');
      await once(child, 'message');
    });

    expect(answer).toBe('answer');
  });

  test("bytes on a child's standard input", async () => {
    const { child } = elsewhere;

    const answer = await firstOf(async () => {
      child.stdin!.write('hello');
      await once(child.stdout!, 'data');
    });

    expect(answer).toBe('answer');
  });

  test('bytes on a socket to another process', async () => {
    const socket = net.connect(elsewhere.facts.echoPort, '127.0.0.1');
    await once(socket, 'connect');

    const answer = await firstOf(async () => {
      socket.write('hello');
      await once(socket, 'data');
    });

    expect(answer).toBe('answer');
    socket.destroy();
  });

  test('a thread that is told to end', async () => {
    const other = new Worker(LATE_ECHO, { eval: true });
    await once(other, 'message');

    expect(await firstOf(() => other.terminate())).toBe('answer');
  });
});

describe('what is idle does not hold the clock', () => {
  test('a worker thread that has answered', async () => {
    expect(await passes(() => undefined)).toBe(30_000);
    const asked = async (): Promise<void> => {
      worker.postMessage('hello');
      await once(worker, 'message');
    };

    expect(await passes(asked)).toBe(30_000);
  });

  test('a port to another thread, and one within this thread', async () => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', () => undefined);

    expect(await passes(() => port2.postMessage('hello'))).toBe(30_000);
    port1.close();
  });

  test('a child process that has answered', async () => {
    const { child } = elsewhere;

    expect(
      await passes(async () => {
        child.send('hello');
        await once(child, 'message');
      }),
    ).toBe(30_000);
  });

  test('an open socket, and a server that listens', async () => {
    const socket = net.connect(elsewhere.facts.echoPort, '127.0.0.1');
    const server = net.createServer().listen(0, '127.0.0.1');
    await Promise.all([once(socket, 'connect'), once(server, 'listening')]);

    expect(await passes(() => undefined)).toBe(30_000);
    socket.destroy();
    server.close();
  });

  test('a socket within this process whose server says nothing', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    let socket: net.Socket | undefined;

    const elapsed = await passes(() => {
      socket = net.connect(port, '127.0.0.1');
      socket.write('hello');
    });

    expect(elapsed).toBe(30_000);
    socket!.destroy();
    server.close();
  });

  test('a request to a server of this process that never answers', async () => {
    const server = http.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const requests: { destroy(): void }[] = [];

    const byHttp = await passes(() =>
      requests.push(http.get({ port, host: '127.0.0.1' }).on('error', () => undefined)),
    );
    const abort = new AbortController();
    const byFetch = await passes(() => {
      fetch(`http://127.0.0.1:${port}`, { signal: abort.signal }).catch(() => undefined);
    });

    expect([byHttp, byFetch]).toEqual([30_000, 30_000]);
    abort.abort();
    for (const request of requests) request.destroy();
    server.closeAllConnections();
    server.close();
  });

  test('a watcher of files', async () => {
    const watcher = watch(tmpdir());

    expect(await passes(() => undefined)).toBe(30_000);
    watcher.close();
  });

  test("a gunzip that waits for a slow body's next chunk", async () => {
    const packed = gzipSync('hello '.repeat(1000));

    expect(await passes(() => createGunzip().resume().write(packed.subarray(0, 20)))).toBe(30_000);
  });

  test('a worker thread that starts and only listens', async () => {
    const workers: Worker[] = [];

    const elapsed = await passes(() => {
      workers.push(new Worker('require("node:worker_threads").parentPort.on("message", () => {})', { eval: true }));
    });

    expect(elapsed).toBe(30_000);
    await Promise.all(workers.map((one) => one.terminate()));
  });

  test('synchronous crypto', async () => {
    const elapsed = await passes(() => [randomBytes(8), randomUUID(), pbkdf2Sync('a', 'b', 1, 8, 'sha256')]);

    expect(elapsed).toBe(30_000);
  });
});
