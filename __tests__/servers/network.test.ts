import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import got from 'got';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { closeNetwork } from '../../src/servers/network';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';
import { natives } from '../../src/time/natives';

// Taken off their modules before nock is there, as code does that says `const { get } = require('node:https')`.
const { get: capturedGet } = http;
const { request: capturedRequest } = https;
const capturedFetch = fetch;

const errorOf = (promise: PromiseLike<unknown>): Promise<Error> =>
  Promise.resolve(promise).then(
    () => new Error('no error'),
    (error: Error) => error,
  );

const read = (request: http.ClientRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    request.on('error', reject).on('response', (response) => {
      let text = '';
      response.on('data', (bytes: Buffer) => (text += String(bytes))).on('end', () => resolve(text));
    });
  });

/** Everything that a simulated network replaces while it is there. */
const everything = () => ({
  fetch: Object.getOwnPropertyDescriptor(globalThis, 'fetch'),
  'http.request': http.request,
  'http.get': http.get,
  'https.request': https.request,
  'https.get': https.get,
  ClientRequest: http.ClientRequest,
  addRequest: (http.Agent.prototype as unknown as { addRequest: unknown }).addRequest,
  abort: Object.getOwnPropertyDescriptor(AbortController.prototype, 'abort'),
  'Headers.set': Object.getOwnPropertyDescriptor(Headers.prototype, 'set'),
});

describe('a request that no server is declared for', () => {
  test('fails with an error that names it and lists the servers', async () => {
    slowServer('https://usegalaxy.org');
    slowServer('https://usegalaxy.eu');

    const run = simulate(() => fetch('https://usegalaxy.fr/api/version?full=1'));

    await expect(run).rejects.toThrowErrorMatchingInlineSnapshot(`
     "GET https://usegalaxy.fr/api/version?full=1 was asked inside \`simulate\`, and no server is declared for https://usegalaxy.fr.
     Declared servers:
       https://usegalaxy.org
       https://usegalaxy.eu"
    `);
  });

  test('fails through http in the same words', async () => {
    slowServer('https://usegalaxy.org');

    const run = simulate(() => read(http.request('http://usegalaxy.fr:8080/a', { method: 'POST' }).end()));

    await expect(run).rejects.toThrowErrorMatchingInlineSnapshot(`
     "POST http://usegalaxy.fr:8080/a was asked inside \`simulate\`, and no server is declared for http://usegalaxy.fr:8080.
     Declared servers:
       https://usegalaxy.org"
    `);
  });

  test('fails the simulation even if the code under test swallows the error', async () => {
    slowServer('https://usegalaxy.org');

    const run = simulate(async () => (await got('https://usegalaxy.fr/', { retry: 0 }).catch(() => undefined)) ?? null);

    await expect(run).rejects.toThrow('GET https://usegalaxy.fr/ was asked inside `simulate`');
  });

  test('fails without any server too', async () => {
    await expect(simulate(() => read(http.get('http://usegalaxy.fr/')))).rejects.toThrow(/No server is declared/);
  });
});

describe('a request that no plan of its server is for', () => {
  test('fails with an error that names it and lists the plans', async () => {
    slowServer('https://usegalaxy.org', [{ method: 'GET', path: '/api/version' }, { path: /^\/api\/jobs/ }]);

    const run = simulate(() => fetch('https://usegalaxy.org/api/histories', { method: 'DELETE' }));

    await expect(run).rejects.toThrowErrorMatchingInlineSnapshot(`
     "DELETE https://usegalaxy.org/api/histories was asked, and no plan of this server is for it. Its plans are for:
       GET /api/version
       any method, /^\\/api\\/jobs/"
    `);
  });

  test('fails through http in the same words, and the simulation with it', async () => {
    slowServer('https://usegalaxy.org', { path: '/api/version' });

    const error = simulate(() => errorOf(read(https.get('https://usegalaxy.org/'))));

    await expect(error).rejects.toThrow('GET https://usegalaxy.org/ was asked, and no plan of this server is for it');
  });
});

describe('this machine itself', () => {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => response.end(`${request.method} ${request.url} ${request.headers.connection}`));
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('is asked for real, whichever way', async () => {
    slowServer('https://usegalaxy.org');

    const { value } = await simulate(async () => [
      await (await fetch(`${origin}/fetch`)).text(),
      await (await fetch(new Request(`${origin}/request`, { method: 'POST', body: 'x' }))).text(),
      await read(http.get(`${origin}/get`, { agent: false })),
      await read(capturedGet(`${origin}/captured`, { agent: new http.Agent() })),
      (await got(`${origin}/got`)).body,
    ]);

    expect(value).toEqual([
      'GET /fetch keep-alive',
      'POST /request keep-alive',
      'GET /get close',
      'GET /captured close',
      expect.stringMatching(/^GET \/got /),
    ]);
  });

  test('may have a server of ours in its place', async () => {
    slowServer('http://127.0.0.1:8099', { firstByte: 100, text: 'ours' });

    const { value } = await simulate(async () => [await (await fetch('http://127.0.0.1:8099/')).text(), clock.now]);

    expect(value).toEqual(['ours', 100]);
  });
});

describe('functions that were captured before nock was there', () => {
  test('ask our servers all the same', async () => {
    slowServer('http://usegalaxy.org', { firstByte: 10, text: 'http' });
    slowServer('https://usegalaxy.org', { firstByte: 20, text: 'https' });

    const { value } = await simulate(async () => [
      await read(capturedGet('http://usegalaxy.org/')),
      await read(capturedRequest('https://usegalaxy.org/').end()),
      await (await capturedFetch('https://usegalaxy.org/')).text(),
      clock.now,
    ]);

    expect(value).toEqual(['http', 'https', 'https', 50]);
  });
});

describe('what is replaced', () => {
  const before = everything();

  test('is back after a simulation', async () => {
    slowServer('https://usegalaxy.org', { firstByte: 10 });

    const during = (await simulate(async () => (await fetch('https://usegalaxy.org/'), everything()))).value;

    expect(Object.entries(during).filter(([name, one]) => one === before[name as keyof typeof before])).toEqual([]);
    expect(everything()).toEqual(before);
  });

  test('is back after a simulation that threw, and one that deadlocked', async () => {
    slowServer('https://usegalaxy.org', { firstByte: 'never' });
    const deadlock = () => read(https.get('https://usegalaxy.org/', { agent: new https.Agent() }));

    await expect(simulate(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(simulate(deadlock)).rejects.toThrow('Deadlock');

    expect(everything()).toEqual(before);
  });

  test('stays as it is where no server is declared', async () => {
    const { value } = await simulate(async () => everything());

    expect(value).toEqual(before);
  });

  test('is replaced once a server is declared in the simulation', async () => {
    const { value } = await simulate(async () => {
      slowServer('https://usegalaxy.org', { text: 'late' });
      return (await fetch('https://usegalaxy.org/')).text();
    });

    expect(value).toBe('late');
    expect(everything()).toEqual(before);
  });

  test('can be given back twice', () => {
    expect([closeNetwork(), closeNetwork()]).toEqual([undefined, undefined]);
  });
});

describe('each simulation', () => {
  test('begins with fresh counts, draws and lanes', async () => {
    const server = slowServer('https://usegalaxy.org', {
      sequence: [{ status: 503, firstByte: [1, 1000] }, { firstByte: [1, 1000] }],
    });
    const twice = async () => {
      const statuses = [(await fetch('https://usegalaxy.org/')).status, (await fetch('https://usegalaxy.org/')).status];
      return [...statuses, clock.now];
    };

    const first = await simulate(twice);
    const second = await simulate(twice);
    const other = await simulate(twice, { seed: 2 });

    expect(first.value.slice(0, 2)).toEqual([503, 200]);
    expect(second.value).toEqual(first.value);
    expect(other.value[2]).not.toBe(first.value[2]);
    expect([...server.requests].map(({ lane }) => lane)).toEqual([0, 0]);
  });

  test('on the real clock has the same phases in real time', async () => {
    const server = slowServer('https://usegalaxy.org', { connect: 5, firstByte: 10, text: 'real' });

    const { value, elapsed } = await simulate(
      async () => [
        await (await fetch('https://usegalaxy.org/')).text(),
        await read(https.get('https://usegalaxy.org/')),
      ],
      { clock: 'real' },
    );

    expect(value).toEqual(['real', 'real']);
    expect(elapsed).toBeGreaterThanOrEqual(28);
    expect([...server.requests].map(({ outcome }) => outcome)).toEqual(['fulfilled', 'fulfilled']);
  });
});

test("a `fetch` that is not Node's, and was there before the setup file, is answered too", async () => {
  slowServer('https://usegalaxy.org', { connect: 20, firstByte: 100, text: 'answered' });
  const { fetch: nodes } = natives;
  natives.fetch = (...asked) => nodes!(...asked);

  const { value, elapsed } = await simulate(async () => (await fetch('https://usegalaxy.org/')).text()).finally(
    () => (natives.fetch = nodes),
  );

  expect([value, elapsed]).toEqual(['answered', 120]);
});

test('nock numbers its requests without touching the draws of the code under test', async () => {
  slowServer('https://usegalaxy.org');
  const draws = async (ask: () => Promise<unknown>) => (await simulate(async () => (await ask(), Math.random()))).value;

  const none = await draws(() => Promise.resolve());

  expect(await draws(() => fetch('https://usegalaxy.org/'))).toBe(none);
  expect(await draws(() => read(https.get('https://usegalaxy.org/')))).toBe(none);
});
