import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';

// Taken off its module before nock is in force.
nock.restore();
const { get: capturedGet } = http;

const read = (request: http.ClientRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    request.on('error', reject).on('response', (response) => {
      let text = '';
      response.on('data', (bytes: Buffer) => (text += String(bytes)));
      response.on('error', reject).on('end', () => resolve(text));
    });
  });

afterEach(() => {
  nock.cleanAll();
  nock.restore();
});

describe('a request', () => {
  test('finds its server however its address is written', async () => {
    slowServer('http://usegalaxy.org', { text: 'by name' });
    slowServer('http://usegalaxy.org:8080', { text: 'by port' });
    slowServer('http://[2001:db8::1]', { text: 'by address' });

    const { value } = await simulate(async () => [
      await read(http.get({ host: 'usegalaxy.org' })),
      await read(http.get({ hostname: 'USEGALAXY.org', port: 80 })),
      await read(http.get('http://usegalaxy.org', { port: '8080' })),
      await read(http.get('http://[2001:db8::1]/')),
    ]);

    expect(value).toEqual(['by name', 'by name', 'by port', 'by address']);
  });

  test('may be made by hand, and takes its time each time', async () => {
    const server = slowServer('http://usegalaxy.org', [
      { path: '/', connect: 30, firstByte: 20, text: 'by hand' },
      { path: '/broken', chunks: ['a', { after: 5, error: 'reset' }] },
      { path: '/down', connect: 10, error: 'refused' },
    ]);
    // What breaks off makes nock fail the response.
    const byHand = (path: string): Promise<string> =>
      read(new http.ClientRequest(`http://usegalaxy.org${path}`).end()).catch(
        ({ code }: NodeJS.ErrnoException) => code ?? '',
      );

    const { value } = await simulate(async () => [
      ...[await byHand('/'), clock.now],
      ...[await byHand('/'), clock.now],
      ...[await byHand('/down'), clock.now],
      ...[await byHand('/broken'), clock.now],
    ]);

    expect(value).toEqual(['by hand', 50, 'by hand', 100, 'ECONNREFUSED', 110, 'ECONNRESET', 115]);
    expect([...server.requests].map(({ outcome }) => outcome)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'rejected'],
    ]);
  });

  test('tells the plan its headers', async () => {
    slowServer('http://usegalaxy.org', ({ headers }) => ({ text: JSON.stringify(headers) }));

    const { value } = await simulate(() =>
      read(http.get('http://usegalaxy.org', { headers: { 'X-Count': 3, Accept: ['a', 'b'] } })),
    );

    expect(JSON.parse(value)).toEqual({ host: 'usegalaxy.org', 'x-count': '3', accept: 'a,b' });
  });

  test('goes through when somebody else has replaced how agents add requests', async () => {
    const prototype = http.Agent.prototype as unknown as { addRequest: (...args: unknown[]) => void };
    const { addRequest } = prototype;
    slowServer('http://usegalaxy.org');

    await simulate(() => {
      const during = prototype.addRequest;
      prototype.addRequest = function (...args) {
        during.apply(this, args);
      };
      return read(http.get('http://usegalaxy.org/'));
    });

    expect(prototype.addRequest).not.toBe(addRequest);
    prototype.addRequest = addRequest;
  });
});

describe("a request to an origin of the user's own nock", () => {
  test('is answered by it, also through a captured function', async () => {
    nock.activate();
    nock('http://mocked.example').persist().get('/').delay(50).reply(200, 'by nock');
    slowServer('http://usegalaxy.org');

    const { value } = await simulate(async () => [
      await read(http.get('http://mocked.example/')),
      await read(capturedGet('http://mocked.example/')),
      clock.now,
    ]);

    expect(value).toEqual(['by nock', 'by nock', 100]);
  });
});

describe('a request to a Unix socket', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jest-lanes-'));
  const socketPath = join(folder, 'socket');
  const server = http.createServer((_, response) => response.end('by a neighbour'));
  beforeAll(() => new Promise<void>((resolve) => void server.listen(socketPath, resolve)));
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  test('is nobody’s business', async () => {
    slowServer('http://usegalaxy.org');

    expect((await simulate(() => read(http.get({ socketPath, path: '/' })))).value).toBe('by a neighbour');
  });
});
