import { execFile } from 'node:child_process';
import { pbkdf2, webcrypto } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MessageChannel, Worker } from 'node:worker_threads';
import { gzip } from 'node:zlib';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { simulate } from '../../../src';
import { ECHO_SERVERS, type OtherProcess, otherProcess } from './other-process';

// The table of notes/determinism.md §10: each operation against a virtual timer of 30 s. It must win every time.
const RUNS = 50;
const MEGABYTES_20 = Buffer.alloc(20 * 1024 * 1024, 'lanes');

let folder: string;
let big: string;
let small: string;
let server: http.Server;
let elsewhere: OtherProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-'));
  big = join(folder, 'big');
  small = join(folder, 'small');
  writeFileSync(big, MEGABYTES_20);
  writeFileSync(small, 'lanes');
  server = http.createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  elsewhere = await otherProcess(ECHO_SERVERS);
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await elsewhere.end();
  rmSync(folder, { recursive: true });
});

jest.setTimeout(60_000);

const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const there = () => `http://127.0.0.1:${elsewhere.facts.port}/`;

async function read(stream: AsyncIterable<Buffer>): Promise<void> {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  expect(bytes).toBeGreaterThan(0);
}

function get(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent: false }, (response) => void read(response).then(resolve, reject)).on('error', reject);
  });
}

const operations: Record<string, () => Promise<unknown>> = {
  'fs.promises.readFile, small': () => readFile(small),
  'fs.promises.readFile, 20 MB': () => readFile(big),
  'fs.createReadStream, 20 MB': () => read(createReadStream(big)),
  'http.get, server in this process': () => get(here()),
  'http.get, server in another process': () => get(there()),
  'fetch, server in this process': () => fetch(here()).then((response) => response.text()),
  'fetch, server in another process': () => fetch(there()).then((response) => response.text()),
  'crypto.pbkdf2': () => promisify(pbkdf2)('secret', 'salt', 100_000, 32, 'sha256'),
  'subtle.digest, 20 MB': () => webcrypto.subtle.digest('SHA-256', MEGABYTES_20),
  'dns.lookup': () => lookup('localhost'),
  'zlib.gzip, 20 MB': () => promisify(gzip)(MEGABYTES_20, { level: 1 }),
  'a worker thread, to its first message': async () => {
    const worker = new Worker('require("worker_threads").parentPort.postMessage("hello")', { eval: true });
    await once(worker, 'message');
    await worker.terminate();
  },
  'a message channel in this thread': async () => {
    const { port1, port2 } = new MessageChannel();
    const arrived = once(port2, 'message');
    port1.postMessage('hello');
    await arrived;
    port1.close();
  },
  'a child process, to its exit': () => promisify(execFile)('/bin/true'),
};

test.each(Object.keys(operations))('the clock waits for %s', async (name) => {
  const winners = { operation: 0, timer: 0 };

  for (let run = 0; run < RUNS; run += 1) {
    const { value } = await simulate(
      () =>
        Promise.race([
          operations[name]!().then(() => 'operation' as const),
          new Promise<'timer'>((resolve) => setTimeout(resolve, 30_000, 'timer').unref()),
        ]),
      { limits: { holdMs: 30_000 } },
    );
    winners[value] += 1;
  }

  expect(winners).toEqual({ operation: RUNS, timer: 0 });
});
