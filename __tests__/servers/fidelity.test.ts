import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import got from 'got';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import nodeFetch from 'node-fetch';
import type { Answer } from '../../src/servers/answer';
import { slowServer } from '../../src/servers/slow-server';
import { simulate } from '../../src/simulate/simulate';

/**
 * What a client is told when things go wrong must be what it is told in reality: each client asks a real server that
 * misbehaves, and a simulated one that misbehaves alike. The real requests run side by side, in rounds.
 */
const PATIENCE_MS = 1000;
const BREAKS_OFF_AFTER_MS = 100;

type Ask = (url: string) => Promise<unknown>;

/** Node's own client: all that it tells, in order. */
function told(url: string, options: http.RequestOptions): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const log: string[] = [];
    const say = (what: string) => (error?: NodeJS.ErrnoException) => log.push(error ? `${what} ${named(error)}` : what);
    const request = http.get(url, options, (response) => {
      say('response')();
      response.resume().on('error', say('response error')).on('aborted', say('aborted')).on('end', say('end'));
    });
    request.on('timeout', () => {
      say('timeout')();
      request.destroy(new Error('too slow'));
    });
    request.on('error', say('error')).on('close', () => setImmediate(resolve, log));
  });
}

const named = ({ name, code, message }: NodeJS.ErrnoException): string =>
  `${name} ${code} ${message}`.replace(/:\d+/, '');

const aborting = (): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE_MS).unref();
  return controller.signal;
};
const late = (): AbortSignal => AbortSignal.timeout(PATIENCE_MS);
const limited = { timeout: PATIENCE_MS };

const clients: Record<string, Ask> = {
  'http with a time-out': (url) => told(url, limited),
  'http with a signal': (url) => told(url, { signal: late() }),
  'http, aborted': (url) => told(url, { signal: aborting() }),
  'fetch with a signal': async (url) => (await fetch(url, { signal: late() })).text(),
  'fetch, aborted': async (url) => (await fetch(url, { signal: aborting() })).text(),
  'axios with a time-out': async (url) => (await axios.get(url, limited)).data as unknown,
  'axios with a signal': async (url) => (await axios.get(url, { signal: late() })).data as unknown,
  'axios on fetch': async (url) => (await axios.get(url, { ...limited, adapter: 'fetch' })).data as unknown,
  'got with a socket time-out': (url) => got(url, { retry: 0, timeout: { socket: PATIENCE_MS } }).text(),
  'got with a request time-out': (url) => got(url, { retry: 0, timeout: { request: PATIENCE_MS } }).text(),
  'node-fetch with a time-out': async (url) => (await nodeFetch(url, limited)).text(),
  'node-fetch with a signal': async (url) => (await nodeFetch(url, { signal: late() })).text(),
};

const answers: Record<string, Answer> = {
  silent: { firstByte: 'never' },
  stalls: { chunks: ['a', { after: 'never' }] },
  resets: { error: 'reset' },
  'breaks-off': { chunks: ['a', { after: BREAKS_OFF_AFTER_MS, error: 'reset' }] },
  refuses: { error: 'refused' },
  answers: { text: 'a' },
};

function misbehave({ url, socket }: http.IncomingMessage, response: http.ServerResponse): void {
  const breakOff = (): unknown => socket.resetAndDestroy();
  if (url === '/silent') return;
  if (url === '/resets') return void breakOff();
  if (url === '/answers') return void response.end('a');
  response.write('a');
  if (url === '/breaks-off') setTimeout(breakOff, BREAKS_OFF_AFTER_MS);
}

/** What came of it, without what must differ: addresses. */
async function outcome(ask: Ask, url: string): Promise<unknown> {
  try {
    return await ask(url);
  } catch (error) {
    return factsOf(error);
  }
}

function factsOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { name, message, code, errno, syscall, type, cause } = error as Record<string, unknown>;
  const text = String(message).replaceAll(/http:\S+|\d+\.\d+\.\d+\.\d+:\d+/g, 'there');
  return { name, message: text, code, errno, syscall, type, cause: factsOf(cause) };
}

const cases = Object.keys(clients).flatMap((client) => Object.keys(answers).map((how) => [client, how] as const));
const real = new Map<string, unknown>();
const server = http.createServer(misbehave);

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const round of [['answers'], ['refuses', 'resets'], ['breaks-off'], ['silent', 'stalls']]) {
    const asked = cases.filter(([, how]) => round.includes(how));
    const ask = async ([client, how]: (typeof cases)[number]): Promise<void> => {
      const url = how === 'refuses' ? 'http://127.0.0.1:2' : `${origin}/${how}`;
      real.set(`${client} ${how}`, await outcome(clients[client]!, url));
    };
    await Promise.all(asked.map(ask));
  }
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a client of a simulated server is told what it is told in reality', () => {
  test.each(cases)('%s, by a server that %s', async (client, how) => {
    slowServer('http://simulated.example', answers[how]);

    const ask = () => outcome(clients[client]!, `http://simulated.example/${how}`);
    const { value } = await simulate(ask, { leaks: 'ignore' });

    expect(value).toEqual(real.get(`${client} ${how}`));
  });
});
