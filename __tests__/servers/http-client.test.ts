import { describe, expect, test } from '@jest/globals';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Answer } from '../../src/servers/answer';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';
import type { Span } from '../../src/trace/span';

const URL = 'https://usegalaxy.org/api/version';

/** Asks with Node's own client, and writes down what it was told and when. */
function ask(url: string, options: https.RequestOptions = {}, then?: (request: http.ClientRequest) => void) {
  return new Promise<readonly string[]>((resolve) => {
    const log: string[] = [];
    const note = (what: string): void => void log.push(`${what} ${clock.now}`);
    const request = (url.startsWith('https:') ? https : http).get(url, options, (response) => {
      note(`response ${response.statusCode}`);
      response.on('data', (bytes: Buffer) => note(`data ${String(bytes)}`));
      response.on('end', () => note('end'));
      response.on('error', (error: NodeJS.ErrnoException) => note(`response error ${error.code}`));
    });
    request.on('socket', (socket) => {
      for (const event of ['lookup', 'connect', 'secureConnect']) socket.on(event, () => note(event));
    });
    request.on('finish', () => note('finish'));
    request.on('timeout', () => note('timeout'));
    request.on('error', (error: NodeJS.ErrnoException) => note(`error ${error.code ?? error.message}`));
    // A response that breaks off says so after its request has closed.
    request.on('close', () => void clock.settled().then(() => resolve(log)));
    then?.(request);
  });
}

function abortedAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/** What a client of one server saw, and the span of its request. */
async function seen(
  answer: Answer,
  options: https.RequestOptions = {},
  then?: (request: http.ClientRequest) => void,
): Promise<{ log: readonly string[]; span: Span }> {
  const server = slowServer('https://usegalaxy.org', answer);
  const { value } = await simulate(() => ask(URL, options, then));
  return { log: value, span: [...server.requests][0]! };
}

describe('a request through https', () => {
  test('sees each phase at its exact millisecond', async () => {
    const { log, span } = await seen({
      ...{ lookup: 10, connect: 100, secureConnect: 20, send: 5, firstByte: 200 },
      chunks: ['a', { after: 300, text: 'b' }],
    });

    expect(log).toEqual([
      ...['lookup 10', 'connect 110', 'secureConnect 130', 'finish 135'],
      ...['response 200 335', 'data a 335', 'data b 635', 'end 635'],
    ]);
    expect(span).toMatchObject({ label: 'GET /api/version', startedAt: 0, endedAt: 635, outcome: 'fulfilled' });
    expect(span.request).toEqual({
      ...{ method: 'GET', path: '/api/version', phase: 'done', status: 200 },
      ...{ lookedUpAt: 10, acceptedAt: 110, connectedAt: 130, sentAt: 135, firstByteAt: 335 },
    });
  });

  test('gets the head of a response whose body stalls', async () => {
    const { log } = await seen({ firstByte: 50, body: 'never' }, {}, (request) => {
      request.on('response', () => setTimeout(() => request.destroy(), 1000));
    });

    expect(log).toEqual(expect.arrayContaining(['response 200 50', 'response error ECONNRESET 1050']));
  });

  test('has headers and status of the plan', async () => {
    slowServer('https://usegalaxy.org', { status: 503, headers: { 'Retry-After': '120' }, json: { err: 1 } });

    const { value } = await simulate(
      () => new Promise<http.IncomingMessage>((resolve) => https.get(URL, (response) => resolve(response.resume()))),
    );

    expect(value.statusCode).toBe(503);
    expect(value.headers).toMatchObject({
      'retry-after': '120',
      'content-type': 'application/json',
      'content-length': '9',
    });
    expect(value.rawHeaders).toContain('Retry-After');
  });
});

describe('an idle time-out (the `timeout` option)', () => {
  const giveUp = (request: http.ClientRequest): void => void request.on('timeout', () => request.destroy());

  test('trips while connecting', async () => {
    const { log, span } = await seen({ connect: 'never' }, { timeout: 2000 }, giveUp);

    expect(log).toEqual(['lookup 0', 'timeout 2000', 'error ECONNRESET 2000']);
    expect(span).toMatchObject({ outcome: 'timed-out', endedAt: 2000, request: { phase: 'connect' } });
  });

  test('begins anew with the connection and with each piece of the answer', async () => {
    const answer = {
      connect: 1500,
      firstByte: 1500,
      chunks: [{ after: 1500, text: 'a' }, { after: 'never' }],
    } as const;

    const { log, span } = await seen(answer, { timeout: 2000 }, giveUp);

    expect(log.slice(0, 6)).toEqual([
      ...['lookup 0', 'connect 1500', 'secureConnect 1500', 'finish 1500', 'response 200 3000', 'data a 4500'],
    ]);
    expect(span).toMatchObject({ outcome: 'timed-out', endedAt: 6500, request: { phase: 'body' } });
  });

  test('only tells: who does not hang up still gets the answer', async () => {
    const { log, span } = await seen({ firstByte: 3000, text: 'a' }, { timeout: 2000 });

    expect(log).toEqual(expect.arrayContaining(['timeout 2000', 'response 200 3000', 'end 3000']));
    expect(span.outcome).toBe('fulfilled');
  });

  test('may come from the agent', async () => {
    const { log, span } = await seen({ firstByte: 'never' }, { agent: new https.Agent({ timeout: 700 }) }, giveUp);

    expect(log).toContain('timeout 700');
    expect(span).toMatchObject({ outcome: 'timed-out', endedAt: 700, request: { phase: 'first-byte' } });
  });

  test('set by `setTimeout` of the request begins when the connection stands, as in Node', async () => {
    const { span } = await seen({ connect: 1500, firstByte: 'never' }, {}, (request) => {
      request.setTimeout(2000, () => request.destroy(new Error('too slow')));
    });

    expect(span).toMatchObject({ outcome: 'timed-out', endedAt: 3500, request: { phase: 'first-byte' } });
  });
});

describe('a client that hangs up', () => {
  test.each([
    ['a time-out', () => AbortSignal.timeout(2000), 'timed-out'],
    ['another reason', () => abortedAfter(2000), 'cancelled'],
  ])('by a signal that aborts for %s is said so', async (_, signal, outcome) => {
    const server = slowServer('https://usegalaxy.org', { firstByte: 'never' });

    const { value } = await simulate(() => ask(URL, { signal: signal() }));

    expect(value.at(-1)).toBe('error ABORT_ERR 2000');
    expect([...server.requests][0]).toMatchObject({ outcome, endedAt: 2000, request: { phase: 'first-byte' } });
  });

  test('before it has a socket is never connected', async () => {
    const { log, span } = await seen({ connect: 100 }, {}, (request) => request.destroy());

    expect(log).toEqual(['error ECONNRESET 0']);
    expect(span).toMatchObject({ outcome: 'cancelled', endedAt: 0, request: { phase: 'lookup' } });
  });

  test('leaves nothing armed behind', async () => {
    slowServer('https://usegalaxy.org', { connect: 100, firstByte: 60_000 });

    const run = await simulate(async () => {
      await ask(URL, {}, (request) => setTimeout(() => request.destroy(), 500));
      await new Promise((resolve) => setTimeout(resolve, 1));
    });

    expect(run.elapsed).toBe(501);
    expect(run.leaks).toEqual([]);
  });

  test('after the answer had all it asked for', async () => {
    const { span } = await seen({ text: 'a' }, {}, (request) => {
      request.on('response', (response) => response.on('end', () => request.destroy()));
    });

    expect(span.outcome).toBe('fulfilled');
  });
});

describe('a failing server', () => {
  test.each([
    ['not-found', 'lookup', 30, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'usegalaxy.org' }],
    ['refused', 'connect', 70, { code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 443 }],
    ['reset', 'first-byte', 220, { code: 'ECONNRESET', syscall: 'read' }],
  ] as const)('%s fails in its phase with the error Node gives', async (error, phase, at, facts) => {
    let given: unknown;

    const { log, span } = await seen(
      { lookup: 30, connect: 40, secureConnect: 50, firstByte: 100, error },
      {},
      (request) => {
        request.on('error', (one) => (given = one));
      },
    );

    expect(log.at(-1)).toBe(`error ${facts.code} ${at}`);
    expect({ ...(given as object) }).toMatchObject(facts);
    expect(span).toMatchObject({ outcome: 'rejected', endedAt: at, error: given, request: { phase } });
  });

  test('breaks off in the middle of the body, and the client notices', async () => {
    const { log, span } = await seen({ chunks: ['a', { after: 20, error: 'reset' }] });

    expect(log).toEqual(expect.arrayContaining(['data a 0', 'error ECONNRESET 20', 'response error ECONNRESET 20']));
    expect(log).not.toContain('end 20');
    expect(span).toMatchObject({ outcome: 'rejected', endedAt: 20, request: { phase: 'body' } });
  });
});

describe('a request body', () => {
  test('is taken in after the connection stands, and the first byte is counted from its end', async () => {
    const server = slowServer('http://usegalaxy.org', { connect: 100, send: 10, firstByte: 50, text: 'ok' });

    const { value } = await simulate(
      () =>
        new Promise((resolve) => {
          const written: number[] = [];
          const request = http.request('http://usegalaxy.org/', { method: 'POST' }, (response) => {
            response.resume().on('end', () => resolve([written, clock.now]));
          });
          const note = (): void => void written.push(clock.now);
          request.write('one', note);
          setTimeout(() => request.write('two', note), 200);
          setTimeout(() => request.end('three'), 300);
        }),
    );

    expect(value).toEqual([[110, 200], 350]);
    expect([...server.requests][0]).toMatchObject({ label: 'POST /', endedAt: 350 });
  });
});

describe('when the simulation is over', () => {
  test('what was on its way arrives', async () => {
    slowServer('https://usegalaxy.org', { firstByte: 10, text: 'a' });

    const { value } = await simulate(() => new Promise<http.IncomingMessage>((resolve) => https.get(URL, resolve)));
    const bytes: Buffer[] = await value.toArray();

    expect(String(Buffer.concat(bytes))).toBe('a');
  });

  test('a request still under way hears no more, and may be destroyed', async () => {
    const server = slowServer('https://usegalaxy.org', { chunks: ['a', { after: 'never' }] });

    const { value } = await simulate(
      () =>
        new Promise<http.ClientRequest>((resolve) => {
          const request = https.get(URL, (response) => response.once('data', () => resolve(request)));
        }),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    value.on('error', () => undefined);
    await new Promise((resolve) => value.destroy().once('close', resolve));

    expect([...server.requests]).toMatchObject([{ outcome: 'unfinished', endedAt: 0 }]);
  });
});

test.each([200, 204, 205, 304])(
  'a connection that the client would keep closes after an answer of status %d',
  async (status) => {
    const asked = { ...(status === 200 ? { text: 'hi' } : {}), status, firstByte: 10 };
    const closed: number[] = [];
    const { log } = await seen(asked, { headers: { connection: 'keep-alive' } }, (request) => {
      request.once('socket', (socket) => socket.once('close', () => closed.push(clock.now)));
    });

    expect(log.slice(log.indexOf(`response ${status} 10`) + 1)).toEqual(
      status === 200 ? ['data hi 10', 'end 10'] : ['end 10'],
    );
    expect(closed).toEqual([10]);
  },
);

test('a socket to an address has nothing to look up', async () => {
  slowServer('http://192.0.2.1', { connect: 10 });

  const { value } = await simulate(() => ask('http://192.0.2.1/'));

  expect(value.slice(0, 2)).toEqual(['connect 10', 'finish 10']);
});
