import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';
import type { Span } from '../../src/trace/span';
import type { Planned } from '../../src/servers/plan';

const URL = 'https://usegalaxy.org/api/version';

/** What a body of code gave or threw, when, and the span of the one request it made. */
async function seen(plan: Planned | readonly Planned[], body: () => Promise<unknown>) {
  const server = slowServer('https://usegalaxy.org', plan);
  const { value } = await simulate(async () => {
    try {
      return { gave: await body(), at: clock.now };
    } catch (error) {
      return { threw: error as Error & { cause?: { code?: string } }, at: clock.now };
    }
  });
  return { ...value, span: [...server.requests][0] as Span };
}

const text = async (init?: RequestInit): Promise<string> => (await fetch(URL, init)).text();

function abortedAfter(ms: number, reason?: unknown): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), ms);
  return controller.signal;
}

describe('fetch', () => {
  test('has the head at the first byte and the body at the last, to the millisecond', async () => {
    const answer = { connect: 100, secureConnect: 50, firstByte: 200, chunks: ['{"a"', { after: 300, text: ':1}' }] };

    const { gave, span } = await seen(answer, async () => {
      const response = await fetch(URL);
      const head = [response.status, response.url, clock.now];
      return [...head, await response.json(), clock.now];
    });

    expect(gave).toEqual([200, URL, 350, { a: 1 }, 650]);
    expect(span).toMatchObject({ label: 'GET /api/version', endedAt: 650, outcome: 'fulfilled' });
    expect(span.request).toEqual({
      ...{ method: 'GET', path: '/api/version', phase: 'done', status: 200 },
      ...{ lookedUpAt: 0, acceptedAt: 100, connectedAt: 150, sentAt: 150, firstByteAt: 350 },
    });
  });

  test('has status, status text and headers of the plan', async () => {
    const { gave } = await seen({ status: 404, headers: { 'x-a': 'b' }, json: [] }, async () => {
      const { status, statusText, ok, headers } = await fetch(URL);
      return [
        status,
        statusText,
        ok,
        headers.get('x-a'),
        headers.get('content-type'),
        headers.get('x-jest-lanes-reply'),
      ];
    });

    expect(gave).toEqual([404, 'Not Found', false, 'b', 'application/json', null]);
  });

  test('takes a Request, a URL and a body', async () => {
    const plan = ({ method, path, headers }: { method: string; path: string; headers: object }) => ({
      json: { method, path, type: (headers as Record<string, string>)['content-type'] },
    });

    const { gave } = await seen(plan, async () => [
      await (await fetch(new globalThis.URL('?a=1', URL))).json(),
      await (await fetch(new Request(URL, { method: 'put', body: 'x' }))).json(),
      await (await fetch(new Request(URL), { method: 'DELETE' })).json(),
    ]);

    expect(gave).toEqual([
      { method: 'GET', path: '/api/version?a=1' },
      { method: 'PUT', path: '/api/version', type: 'text/plain;charset=UTF-8' },
      { method: 'DELETE', path: '/api/version' },
    ]);
  });

  test('follows redirects, each a request of its own', async () => {
    const plans = [
      { path: '/api/version', status: 302, headers: { location: '/next' }, firstByte: 30 },
      { path: '/next', firstByte: 40, text: 'there' },
    ];

    const { gave, at } = await seen(plans, text);

    expect([gave, at]).toEqual(['there', 70]);
  });
});

describe('a signal', () => {
  test.each([
    ['connect', { connect: 'never' }],
    ['first-byte', { firstByte: 'never' }],
    ['body', { chunks: ['a', { after: 'never' }] }],
  ] as const)('that times out during %s rejects at its instant, with its own reason', async (phase, answer) => {
    const { threw, at, span } = await seen(answer, () => text({ signal: AbortSignal.timeout(2000) }));

    expect([threw?.name, at]).toEqual(['TimeoutError', 2000]);
    expect(span).toMatchObject({ outcome: 'timed-out', endedAt: 2000, request: { phase } });
  });

  test.each([
    ['connect', { connect: 'never' }],
    ['first-byte', { firstByte: 'never' }],
    ['body', { chunks: ['a', { after: 'never' }] }],
  ] as const)('that aborts during %s for another reason cancels', async (phase, answer) => {
    const reason = new Error('bored');

    const { threw, at, span } = await seen(answer, () => text({ signal: abortedAfter(1500, reason) }));

    expect(threw).toBe(reason);
    expect(at).toBe(1500);
    expect(span).toMatchObject({ outcome: 'cancelled', endedAt: 1500, error: reason, request: { phase } });
  });

  test('that is aborted already asks nobody', async () => {
    const { threw, span } = await seen({}, () => text({ signal: AbortSignal.abort('no') }));

    expect(threw).toBe('no');
    expect(span).toBeUndefined();
  });

  test('of a Request counts, and so does one of several', async () => {
    const signal = () => AbortSignal.any([AbortSignal.timeout(700), AbortSignal.timeout(900)]);

    const { threw, at } = await seen({ connect: 'never' }, () => fetch(new Request(URL, { signal: signal() })));

    expect([threw?.name, at]).toEqual(['TimeoutError', 700]);
  });
});

describe('a client that turns away', () => {
  test('in a race leaves its request unfinished', async () => {
    const { gave, span } = await seen({ firstByte: 3000 }, () =>
      Promise.race([text(), new Promise((resolve) => setTimeout(resolve, 2000, 'gave up'))]),
    );

    expect(gave).toBe('gave up');
    expect(span).toMatchObject({ outcome: 'unfinished', endedAt: 2000 });
  });

  test('from the body cancels', async () => {
    const { span } = await seen({ chunks: ['a', { after: 'never' }] }, async () => {
      const response = await fetch(URL);
      await clock.settled();
      await response.body?.cancel();
      await clock.settled();
    });

    expect(span).toMatchObject({ outcome: 'cancelled', request: { phase: 'body', status: 200 } });
  });
});

describe('without a time-out of its user', () => {
  test.each([
    ['connect', { connect: 'never' }, 10_000, 'UND_ERR_CONNECT_TIMEOUT'],
    ['secure-connect', { connect: 6000, secureConnect: 6000 }, 10_000, 'UND_ERR_CONNECT_TIMEOUT'],
    ['first-byte', { connect: 1000, firstByte: 'never' }, 301_000, 'UND_ERR_HEADERS_TIMEOUT'],
    ['first-byte', { firstByte: 300_001 }, 300_000, 'UND_ERR_HEADERS_TIMEOUT'],
  ] as const)('gives up during %s as Node does', async (phase, answer, when, code) => {
    const { threw, at, span } = await seen(answer, text);

    expect(threw).toBeInstanceOf(TypeError);
    expect([threw?.message, threw?.cause?.code, at]).toEqual(['fetch failed', code, when]);
    expect(span).toMatchObject({ outcome: 'timed-out', endedAt: when, request: { phase } });
  });

  test('gives up on a body that stalls for five minutes', async () => {
    const answer = { chunks: ['a', { after: 200_000, text: 'b' }, { after: 'never' }] } as const;

    const { threw, at, span } = await seen(answer, text);

    expect(threw?.name).toBe('TypeError');
    expect([threw?.message, threw?.cause?.code, at]).toEqual(['terminated', 'UND_ERR_BODY_TIMEOUT', 500_000]);
    expect(span).toMatchObject({ outcome: 'timed-out', request: { phase: 'body' } });
  });

  test('waits for an answer that comes in time to the millisecond', async () => {
    const { gave, at } = await seen({ connect: 10_000, firstByte: 300_000, body: 300_000, text: 'late' }, text);

    expect([gave, at]).toEqual(['late', 610_000]);
  });
});

describe('a failing server', () => {
  test.each([
    ['not-found', 'lookup', 30, 'ENOTFOUND'],
    ['refused', 'connect', 70, 'ECONNREFUSED'],
    ['reset', 'first-byte', 170, 'ECONNRESET'],
  ] as const)('%s makes fetch fail, with the error of Node as its cause', async (error, phase, when, code) => {
    const { threw, at, span } = await seen({ lookup: 30, connect: 40, firstByte: 100, error }, text);

    expect(threw).toBeInstanceOf(TypeError);
    expect([threw?.message, threw?.cause?.code, at]).toEqual(['fetch failed', code, when]);
    expect(span).toMatchObject({ outcome: 'rejected', endedAt: when, error: threw?.cause, request: { phase } });
  });

  test('that breaks off makes reading the body fail', async () => {
    const { threw, at, span } = await seen({ chunks: ['a', { after: 20, error: 'reset' }] }, text);

    expect([threw?.message, threw?.cause?.code, at]).toEqual(['terminated', 'ECONNRESET', 20]);
    expect(span).toMatchObject({ outcome: 'rejected', request: { phase: 'body', status: 200 } });
  });
});

describe('a `fetch` that was kept from a simulation that is over', () => {
  const keep = async (origin: string): Promise<typeof fetch> => {
    slowServer(origin, { firstByte: 10 });
    let kept = fetch;
    await simulate(() => void (kept = globalThis.fetch));
    return kept;
  };

  test('asks the servers of the simulation under way', async () => {
    const kept = await keep('https://usegalaxy.org');

    const { value } = await simulate(async () => [(await kept(URL)).status, clock.now]);

    expect([kept.name, ...value]).toEqual(['fetch', 200, 10]);
  });

  test('is of Node where there is none', async () => {
    const server = createServer((_, response) => response.end('real')).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const kept = await keep('https://usegalaxy.org');

      const response = await kept(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

      expect(await response.text()).toBe('real');
    } finally {
      server.close().closeAllConnections();
    }
  });

  test('gets no answer from a declared server where there is none', async () => {
    const kept = await keep('http://127.0.0.1:50505');

    const outcome = await kept('http://127.0.0.1:50505').catch((error: unknown) => error);

    expect((outcome as { cause: Error }).cause.message).toContain(
      'A connection to 127.0.0.1:50505 was tried outside `simulate`, where its declared server does not answer.',
    );
  });
});
