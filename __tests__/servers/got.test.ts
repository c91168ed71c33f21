import { describe, expect, test } from '@jest/globals';
import got, { type TimeoutError } from 'got';
import type { Answer } from '../../src/servers/answer';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';

const URL = 'https://usegalaxy.org/api/version';

/** One limit for each of the seven; each case below breaks one of them. */
const timeout = {
  ...{ lookup: 100, connect: 200, secureConnect: 300, send: 400, response: 500 },
  ...{ socket: 5000, request: 60_000 },
};

async function asked(answer: Answer, limits: Partial<typeof timeout> = timeout) {
  const server = slowServer('https://usegalaxy.org', answer);
  const { value } = await simulate(() =>
    got(URL, { retry: 0, timeout: limits }).then(
      ({ body }) => [body, clock.now],
      ({ name, code, event }: TimeoutError) => [name, code, event, clock.now],
    ),
  );
  const [span] = [...server.requests];
  return { value, ended: [span?.outcome, span?.request?.phase, span?.endedAt] };
}

describe("each of got 11's time-outs trips under its own name, in its own phase", () => {
  test.each<[keyof typeof timeout, Answer, number, string]>([
    ['lookup', { lookup: 'never' }, 100, 'lookup'],
    ['connect', { lookup: 90, connect: 'never' }, 290, 'connect'],
    ['secureConnect', { connect: 190, secureConnect: 'never' }, 490, 'secure-connect'],
    ['send', { connect: 190, secureConnect: 100, send: 'never' }, 590, 'send'],
    ['response', { connect: 190, send: 150, firstByte: 'never' }, 840, 'first-byte'],
    ['socket', { connect: 190, firstByte: 450, chunks: ['a', { after: 'never' }] }, 5640, 'body'],
  ])('%s', async (event, answer, at, phase) => {
    const { value, ended } = await asked(answer);

    expect(value).toEqual(['TimeoutError', 'ETIMEDOUT', event, at]);
    expect(ended).toEqual(['timed-out', phase, at]);
  });

  test('request, which runs from the start to the end', async () => {
    const drip = Array.from({ length: 100 }, () => ({ after: 1000, text: '.' }));

    const { value, ended } = await asked({ chunks: drip });

    expect(value).toEqual(['TimeoutError', 'ETIMEDOUT', 'request', 60_000]);
    expect(ended).toEqual(['timed-out', 'body', 60_000]);
  });

  test('and none of them when each phase stays below its limit', async () => {
    const { value, ended } = await asked({
      ...{ lookup: 99, connect: 199, secureConnect: 299, send: 100, firstByte: 499, body: 4999, text: 'in time' },
    });

    expect(value).toEqual(['in time', 6195]);
    expect(ended).toEqual(['fulfilled', 'done', 6195]);
  });
});

test('got asks again when told to, and each time is a request', async () => {
  const server = slowServer('https://usegalaxy.org', {
    sequence: [{ status: 503 }, { error: 'reset' }, { text: 'ok' }],
  });

  const { value } = await simulate(async () => (await got(URL, { retry: 2 })).body);

  expect(value).toBe('ok');
  expect([...server.requests].map(({ outcome, request }) => [outcome, request?.status])).toEqual([
    ['fulfilled', 503],
    ['rejected', undefined],
    ['fulfilled', 200],
  ]);
});
