import http from 'node:http';
import { simulate, slowServer } from 'jest-lanes';
import type { Bench, Contest, Contestant } from './contest';

const REQUESTS = 300;
const PATH = '/api/version';
const ANSWER = { version_major: '24.1', version_minor: '2' };
const SLOW = 'http://slow.example';
const MOCKED = 'http://mocked.example';

type Ask = (url: string) => Promise<unknown>;

const asks = {
  fetch: async (url: string) => (await fetch(url)).json(),
  'http.get': (url: string) =>
    new Promise((resolve, reject) => {
      const read = (message: http.IncomingMessage): void => {
        let text = '';
        message.setEncoding('utf8').on('data', (part: string) => (text += part));
        message.on('end', () => resolve(JSON.parse(text)));
      };
      http.get(url, read).on('error', reject);
    }),
};

async function askAll(ask: Ask, atOnce: number, origin: string): Promise<void> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun++ < REQUESTS) await ask(origin + PATH);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Mocks an origin, asks it, by a client of its own if it mocks no other, and takes the mock away again. */
type Mocked = (asking: (origin: string, ownClient?: Ask) => Promise<void>) => unknown;

slowServer(SLOW, { path: PATH, connect: 20, firstByte: 100, json: ANSWER });

async function byUs(): Promise<Mocked> {
  await simulate(() => undefined); // refuses outside Jest
  return (asking) => simulate(() => asking(SLOW));
}

async function byNock(): Promise<Mocked> {
  const { default: nock } = await import('nock');
  nock.restore();
  return async (asking) => {
    nock.activate();
    nock(MOCKED).persist().get(PATH).reply(200, ANSWER);
    await asking(MOCKED);
    nock.cleanAll();
    nock.restore();
  };
}

async function byMsw(): Promise<Mocked> {
  const { http: on, HttpResponse } = await import('msw');
  const { setupServer } = await import('msw/node');
  const server = setupServer(on.get(MOCKED + PATH, () => HttpResponse.json(ANSWER)));
  return async (asking) => {
    server.listen();
    await asking(MOCKED);
    server.close();
  };
}

/** By undici's own `fetch`: Jest's VM keeps the dispatcher that is set inside it from Node's. */
async function byUndici(): Promise<Mocked> {
  const { MockAgent, fetch: ownFetch } = await import('undici');
  return async (asking) => {
    const dispatcher = new MockAgent();
    dispatcher.get(MOCKED).intercept({ path: PATH }).reply(200, ANSWER).persist();
    await asking(MOCKED, async (url) => (await ownFetch(url, { dispatcher })).json());
    await dispatcher.close();
  };
}

const mocks = { 'jest-lanes, 120 ms each': byUs, 'nock 14': byNock, 'msw 2': byMsw, 'undici 7 MockAgent': byUndici };

function contest(client: keyof typeof asks, atOnce: number): Contest {
  const contestants = Object.entries(mocks).map(([name, mock]): Contestant => {
    const prepare = async () => {
      if (mock === byUndici && client !== 'fetch') throw new Error('mocks fetch only');
      const mocked = await mock();
      return () => mocked((origin, ownClient) => askAll(ownClient ?? asks[client], atOnce, origin));
    };
    return { name, prepare };
  });
  return { name: `${client}, ${atOnce}`, contestants };
}

export const benches: Bench[] = [
  {
    title: `Simulated requests a second: ${REQUESTS} requests, one or five in flight`,
    places: ['jest', 'node'],
    reference: 'nock 14',
    size: REQUESTS,
    shows: 'rate',
    aim: 'jest-lanes at least 3 times bare nock',
    contests: [contest('fetch', 1), contest('fetch', 5), contest('http.get', 1), contest('http.get', 5)],
  },
];
