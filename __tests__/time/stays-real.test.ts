import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clock, simulate } from '../../src';
import { natives } from '../../src/time/natives';

// What docs/clock.md says is not virtual. If one of these becomes virtual, say so there.

const AN_HOUR = 3_600_000;
const thisYear = new natives.Date().getFullYear();

let folder: string;
let web: http.Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jest-lanes-'));
  web = http.createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(web, 'listening');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  web.closeAllConnections();
  web.close();
});

describe('a virtual hour does not move', () => {
  const readings: Record<string, () => number> = {
    'performance.timeOrigin': () => performance.timeOrigin,
    'performance.mark': () => performance.mark('lanes').startTime,
    'performance.measure': () => performance.measure('lanes').duration,
    'performance.toJSON': () => performance.nodeTiming.duration,
    'performance.eventLoopUtilization': () => {
      const { active, idle } = performance.eventLoopUtilization();
      return active + idle;
    },
    'Event.timeStamp': () => new Event('lanes').timeStamp,
    'process.uptime': () => process.uptime() * 1000,
    'os.uptime': () => uptime() * 1000,
    'process.cpuUsage': () => process.cpuUsage().user / 1000,
    'Date of another realm': () => runInNewContext('Date.now()'),
    'File.lastModified': () => new File([], 'lanes').lastModified,
  };

  test.each(Object.keys(readings))('%s', async (name) => {
    const { value } = await simulate(async () => {
      const before = readings[name]!();
      await new Promise((resolve) => setTimeout(resolve, AN_HOUR));
      return readings[name]!() - before;
    });

    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(AN_HOUR / 2);
  });
});

describe('the real date is told by', () => {
  const year = (date: Date | string | number) => new natives.Date(date).getFullYear();
  const tellers: Record<string, () => unknown> = {
    'Intl.DateTimeFormat without a date': () => Number(new Intl.DateTimeFormat('en', { year: 'numeric' }).format()),
    'a file that is written': () => {
      const file = join(folder, 'now');
      writeFileSync(file, '');
      return year(statSync(file).mtimeMs);
    },
    'the Date header of a real HTTP server': async () => {
      const { port } = web.address() as AddressInfo;
      const [response] = await once(http.get({ port, host: '127.0.0.1', agent: false }), 'response');
      response.resume();
      return year(response.headers.date);
    },
    'a worker thread': async () => {
      const code = 'require("node:worker_threads").parentPort.postMessage(new Date().getFullYear())';
      const worker = new Worker(code, { eval: true });
      const [told] = await once(worker, 'message');
      await worker.terminate();
      return told;
    },
    'a child process': async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'new Date().getFullYear()']);
      return Number(stdout);
    },
    'another realm': () => runInNewContext('new Date().getFullYear()'),
  };

  test.each(Object.keys(tellers))('%s', async (name) => {
    const { value } = await simulate(() => tellers[name]!());

    expect(Math.abs((value as number) - thisYear)).toBeLessThanOrEqual(1);
  });

  const { Temporal } = globalThis as { Temporal?: { Now: { plainDateISO(): { year: number } } } };
  const testTemporal = Temporal === undefined ? test.skip : test;

  testTemporal('Temporal.Now, where there is one', async () => {
    const { value } = await simulate(() => Temporal!.Now.plainDateISO().year);

    expect(Math.abs(value - thisYear)).toBeLessThanOrEqual(1);
  });
});

test('a date that is given to Intl or to a toLocaleString is worded as it is', async () => {
  const { value } = await simulate(() => [
    new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone: 'UTC' }).format(new Date()),
    new Date().toLocaleDateString('en', { timeZone: 'UTC' }),
  ]);

  expect(value).toEqual(['1/1/00', '1/1/2000']);
});

describe('real time is kept by', () => {
  test("a child process's `timeout` option, which holds the clock", async () => {
    const { value } = await simulate(async () => {
      const began = natives.now();
      const error = await new Promise((resolve) => execFile('sleep', ['5'], { timeout: 50 }, resolve));
      return [(error as { killed: boolean }).killed, clock.now, natives.now() - began > 45];
    });

    expect(value).toEqual([true, 0, true]);
  });

  test('the time-outs of http2', async () => {
    const server = http2.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const session = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(session, 'connect');

    expect(await firstOf(() => new Promise((resolve) => session.setTimeout(10_000, () => resolve('time-out'))))).toBe(
      'an hour',
    );
    session.destroy();
    server.close();
  });

  const waitAsync = (Atomics as { waitAsync?: (...args: unknown[]) => { value: Promise<string> } }).waitAsync;

  test('Atomics.waitAsync', async () => {
    const memory = new Int32Array(new SharedArrayBuffer(4));

    expect(await firstOf(async () => waitAsync!(memory, 0, 0, 10_000).value)).toBe('an hour');
    Atomics.notify(memory, 0);
  });

  /** Which comes first: the outcome of something, or a virtual hour? */
  async function firstOf(begin: () => Promise<unknown>): Promise<unknown> {
    const anHour = () => new Promise((resolve) => setTimeout(resolve, AN_HOUR, 'an hour'));
    return (await simulate(() => Promise.race([begin(), anHour()]))).value;
  }
});

test('crypto is always random, whatever the seed', async () => {
  const draw = async () => (await simulate(() => [randomUUID(), crypto.getRandomValues(new Uint32Array(4))])).value;

  expect(await draw()).not.toEqual(await draw());
});
