import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simulate, slowServer } from '../../../src';

const { fetch: earlyFetch } = globalThis;

let web: http.Server;
const here = () => `http://127.0.0.1:${(web.address() as AddressInfo).port}/`;

beforeAll(async () => {
  web = http.createServer((_request, response) => response.end('this machine')).listen(0, '127.0.0.1');
  await once(web, 'listening');
});

afterAll(() => {
  web.closeAllConnections();
  web.close();
});

describe('fetch inside a simulation', () => {
  test.each([
    ['as it is', (url: string) => fetch(url)],
    ['captured early', (url: string) => earlyFetch(url)],
  ])('%s asks the declared servers, on the clock', async (_how, ask) => {
    slowServer('https://slow.test', { firstByte: 900, text: 'simulated' });

    const { value, elapsed } = await simulate(async () => (await ask('https://slow.test/')).text());

    expect([value, elapsed]).toEqual(['simulated', 900]);
  });

  test('asks this machine itself for real', async () => {
    const { value, elapsed } = await simulate(async () => (await fetch(here())).text());

    expect([value, elapsed]).toEqual(['this machine', 0]);
  });
});

test("fetch outside a simulation is Node's own", async () => {
  expect(await (await fetch(here())).text()).toBe('this machine');
  expect(await (await earlyFetch(here())).text()).toBe('this machine');
  expect(fetch.name).toBe('fetch');
});
