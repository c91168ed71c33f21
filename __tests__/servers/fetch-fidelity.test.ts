import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Planned } from '../../src/servers/plan';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';

/** What `fetch` does by itself, beside a real server that answers as the simulated one does. */
const SIMULATED = 'http://simulated.example';

const plans: readonly Planned[] = [
  { path: '/moved', status: 301, headers: { location: '/asked?by=moved' } },
  { path: '/kept', status: 307, headers: { location: '/asked' } },
  { path: '/seen', status: 303, headers: { location: '/asked' } },
  { path: '/lost', status: 302, headers: { location: 'http://' } },
  { path: '/round', status: 302, headers: { location: '/round' } },
  { path: '/empty', status: 204 },
  { path: '/odd', status: 299, headers: { 'x-odd': 'ä', 'set-cookie': 'a=1' }, text: 'odd' },
  { path: '/not-zipped', headers: { 'content-encoding': 'gzip' }, text: 'plain' },
  ({ method, path, headers }) => ({ json: { method, path, type: headers['content-type'] ?? null } }),
];

function answer({ method, url = '', headers }: http.IncomingMessage, response: http.ServerResponse): void {
  const plan = plans.find((one) => typeof one === 'object' && 'path' in one && one.path === url);
  if (plan === undefined || typeof plan === 'function' || !('path' in plan)) {
    response.setHeader('content-type', 'application/json');
    return void response.end(JSON.stringify({ method, path: url, type: headers['content-type'] ?? null }));
  }
  const { status, headers: given, text } = plan as { status?: number; headers?: object; text?: string };
  response.writeHead(status ?? 200, http.STATUS_CODES[status ?? 200] ?? '', given as http.OutgoingHttpHeaders);
  response.end(text);
}

const ways: Record<string, (origin: string) => Promise<unknown>> = {
  'a plain request': (origin) => fetch(`${origin}/asked`).then(told),
  'a Request, and more options': (origin) => fetch(new Request(`${origin}/asked`), { method: 'DELETE' }).then(told),
  'options that are a Request': (origin) => fetch(`${origin}/asked`, new Request(origin, { method: 'PUT' })).then(told),
  'a form': (origin) => fetch(`${origin}/asked`, { method: 'POST', body: new URLSearchParams('a=1') }).then(told),
  HEAD: (origin) => fetch(`${origin}/asked`, { method: 'HEAD' }).then(told),
  'no content': (origin) => fetch(`${origin}/empty`).then(told),
  'an odd status, odd headers': (origin) => fetch(`${origin}/odd`).then(told),
  'a clone read twice': async (origin) => {
    const response = await fetch(`${origin}/odd`);
    return Promise.all([response.clone().text(), response.text()]);
  },
  'POST to what has moved': (origin) => fetch(`${origin}/moved`, { method: 'POST', body: 'x' }).then(told),
  'POST to what is kept': (origin) => fetch(`${origin}/kept`, { method: 'POST', body: 'x' }).then(told),
  'POST to what is seen elsewhere': (origin) => fetch(`${origin}/seen`, { method: 'POST', body: 'x' }).then(told),
  'a redirect to nowhere': (origin) => fetch(`${origin}/lost`).then(told),
  'redirects without end': (origin) => fetch(`${origin}/round`).then(told),
  'a redirect by hand': (origin) => fetch(`${origin}/moved`, { redirect: 'manual' }).then(told),
  'a redirect that is an error': (origin) => fetch(`${origin}/moved`, { redirect: 'error' }).then(told),
  'a body that is not what its header says': (origin) => fetch(`${origin}/not-zipped`).then(told),
  'a method that is none': (origin) => fetch(`${origin}/asked`, { method: 'a b' }).then(told),
  'GET with a body': (origin) => fetch(`${origin}/asked`, { body: 'x' }).then(told),
};

/** All that a client can see of a response, but for what differs between two servers. */
async function told(response: Response): Promise<unknown> {
  const { status, statusText, ok, type, redirected, url, headers } = response;
  const kept = ['x-odd', 'set-cookie', 'location', 'content-type', 'content-encoding'].map((name) => headers.get(name));
  return [
    status,
    statusText,
    ok,
    type,
    redirected,
    new URL(url).pathname,
    kept,
    await response.text(),
    response.bodyUsed,
  ];
}

async function outcome(origin: string, ask: (origin: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await ask(origin);
  } catch (error) {
    const { name, message, cause } = error as Error;
    const { name: why, message: words, code } = (cause ?? {}) as Error & { code?: string };
    return JSON.parse(JSON.stringify([name, message, why, words, code]).replaceAll(origin, 'there')) as unknown;
  }
}

const real = http.createServer(answer);

beforeAll(async () => {
  real.listen(0, '127.0.0.1');
  await once(real, 'listening');
});

afterAll(() => {
  real.closeAllConnections();
  real.close();
});

test.each(Object.keys(ways))('%s gives what a real server gives', async (way) => {
  const expected = await outcome(`http://127.0.0.1:${(real.address() as AddressInfo).port}`, ways[way]!);
  slowServer(SIMULATED, plans);

  const { value } = await simulate(() => outcome(SIMULATED, ways[way]!));

  expect(value).toEqual(expected);
});

describe('a request with a body', () => {
  test('is answered once the server has all of it, however slowly it comes', async () => {
    slowServer(SIMULATED, { firstByte: 100, text: 'had it' });
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        if (clock.now < 1000) controller.enqueue(Buffer.from('more'));
        else controller.close();
      },
    });

    const ask = () => fetch(SIMULATED, { method: 'POST', body, duplex: 'half' });
    const { value, elapsed } = await simulate(async () => (await ask()).text());

    expect([value, elapsed]).toEqual(['had it', 1300]);
  });
});

describe('a redirect that leads away from our servers', () => {
  test('to this machine goes there for real', async () => {
    const here = `http://127.0.0.1:${(real.address() as AddressInfo).port}`;
    slowServer(SIMULATED, { status: 302, headers: { location: `${here}/odd` } });

    const { value } = await simulate(async () => {
      const response = await fetch(SIMULATED);
      return [response.url, response.redirected, response.headers.get('set-cookie'), await response.text()];
    });

    expect(value).toEqual([`${here}/odd`, true, 'a=1', 'odd']);
  });

  test('to nobody is refused', async () => {
    slowServer(SIMULATED, { status: 302, headers: { location: 'http://nobody.example/' } });

    await expect(simulate(() => fetch(SIMULATED))).rejects.toThrow(
      'GET http://nobody.example/ was asked inside `simulate`, and no server is declared for http://nobody.example.',
    );
  });
});
