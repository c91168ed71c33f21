import { describe, expect, test } from '@jest/globals';
import axios from 'axios';
import got from 'got';
import * as http from 'node:http';
import nodeFetch from 'node-fetch';
import type { Answer } from '../../src/servers/answer';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';

const URL = 'http://usegalaxy.org/api/version';

type Ask = (signal?: AbortSignal) => Promise<unknown>;

const signalOf = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });
const limited = (timeout: number) => ({ timeout });

/** Clients with a time-out of 2 s of their own. */
const impatient: Record<string, Ask> = {
  'axios on http': async () => (await axios.get(URL, limited(2000))).data as unknown,
  'axios on fetch': async () => (await axios.get(URL, { ...limited(2000), adapter: 'fetch' })).data as unknown,
  got: async () => (await got(URL, { retry: 0, timeout: { request: 2000 } })).body,
};

/** Clients that are given a signal. */
const signalled: Record<string, Ask> = {
  fetch: async (signal) => (await fetch(URL, signalOf(signal))).text(),
  http: (signal) =>
    new Promise((resolve, reject) => {
      const request = http.get(URL, signalOf(signal), (response) => {
        response.resume().on('error', reject).on('end', resolve);
      });
      request.on('error', reject);
    }),
  'axios on http': async (signal) => (await axios.get(URL, signalOf(signal))).data as unknown,
  'axios on fetch': async (signal) => (await axios.get(URL, { ...signalOf(signal), adapter: 'fetch' })).data as unknown,
  'node-fetch': async (signal) => (await nodeFetch(URL, signalOf(signal))).text(),
};

const phases: Record<string, Answer> = {
  connect: { connect: 'never' },
  'first-byte': { connect: 100, firstByte: 'never' },
  body: { chunks: ['a', { after: 'never' }] },
};

const cases = (clients: Record<string, Ask>) =>
  Object.keys(clients).flatMap((client) => Object.keys(phases).map((phase) => [client, phase] as const));

/** When a client failed, and how its request ended on the server's side. */
async function ended(answer: Answer, ask: () => Promise<unknown>): Promise<unknown[]> {
  const server = slowServer('http://usegalaxy.org', answer);
  const { value } = await simulate(() =>
    ask().then(
      () => 'an answer',
      () => clock.now,
    ),
  );
  const [span] = [...server.requests];
  return [value, span?.outcome, span?.request?.phase, span?.endedAt];
}

describe('a client whose own time-out trips', () => {
  test.each(cases(impatient))('%s, during %s', async (client, phase) => {
    expect(await ended(phases[phase]!, impatient[client]!)).toEqual([2000, 'timed-out', phase, 2000]);
  });

  // Its time-out for the body only stops waiting: the request stays as it is, here and in reality.
  test.each(['connect', 'first-byte'])('node-fetch, during %s', async (phase) => {
    const ask = async (): Promise<unknown> => (await nodeFetch(URL, limited(2000))).text();

    expect(await ended(phases[phase]!, ask)).toEqual([2000, 'timed-out', phase, 2000]);
  });
});

describe('a client whose signal times out', () => {
  test.each(cases(signalled))('%s, during %s', async (client, phase) => {
    const ask = (): Promise<unknown> => signalled[client]!(AbortSignal.timeout(2000));

    expect(await ended(phases[phase]!, ask)).toEqual([2000, 'timed-out', phase, 2000]);
  });
});

describe('a client that is called off', () => {
  test.each(cases(signalled))('%s, during %s', async (client, phase) => {
    const ask = (): Promise<unknown> => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 1500);
      return signalled[client]!(controller.signal);
    };

    expect(await ended(phases[phase]!, ask)).toEqual([1500, 'cancelled', phase, 1500]);
  });
});

describe('a client without a time-out on http waits for ever, and the simulation says so', () => {
  test.each(['http', 'axios on http', 'node-fetch'])('%s', async (client) => {
    slowServer('http://usegalaxy.org', { firstByte: 'never' });

    await expect(simulate(() => signalled[client]!())).rejects.toThrow(
      /^Deadlock at .*"GET \/api\/version" of http:\/\/usegalaxy\.org since 0 ms/s,
    );
  });
});
