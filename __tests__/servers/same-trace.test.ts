import { afterAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import got from 'got';
import * as https from 'node:https';
import nodeFetch from 'node-fetch';
import { slowServer } from '../../src/servers/slow-server';
import { simulate } from '../../src/simulate/simulate';
import type { Recorder } from '../../src/trace/recorder';
import { recorderOf } from '../../src/trace/recorder';
import { currentClock } from '../../src/time/current-clock';
import type { Planned } from '../../src/servers/plan';

/** Raise it to look for the rare difference: `RUNS=200 npx jest same-trace`, best on a busy machine. */
const RUNS = Number(process.env['RUNS'] ?? 5);

type Ask = (url: string) => Promise<unknown>;

const clients: Record<string, Ask> = {
  fetch: async (url) => (await fetch(url, { signal: AbortSignal.timeout(2000) })).json(),
  https: (url) =>
    new Promise((resolve, reject) => {
      const request = https.get(url, { signal: AbortSignal.timeout(2000) }, (response) => {
        let text = '';
        response.on('data', (bytes: Buffer) => (text += String(bytes)));
        response.on('error', reject).on('end', () => resolve(JSON.parse(text)));
      });
      request.on('error', reject);
    }),
  axios: async (url) => (await axios.get(url, { signal: AbortSignal.timeout(2000) })).data as unknown,
  got: (url) => got(url, { retry: 0, timeout: { request: 2000 } }).json(),
  'node-fetch': async (url) => (await nodeFetch(url, { signal: AbortSignal.timeout(2000) as never })).json(),
};

const plans: readonly Planned[] = [
  { connect: 100, firstByte: 300, json: 0 },
  { json: 1 },
  { connect: [10, 50], firstByte: [100, 900], json: 2 },
  { connect: 'never' },
  { firstByte: 'never' },
  { connect: 100, body: 200, json: 5 },
  { error: 'refused' },
  { chunks: ['[7', { after: 300, text: ']' }] },
  { connect: 50, firstByte: 50, json: 8 },
];

/** Three at a time, as a pool does it: each task an event of its own. */
async function threeAtATime(urls: readonly string[], ask: Ask): Promise<unknown[]> {
  const recorder: Recorder = recorderOf(currentClock());
  const source = { kind: 'pool', name: 'three at a time' } as const;
  const results: unknown[] = [];
  let next = 0;
  const lane = async (row: number): Promise<void> => {
    for (let i = next++; i < urls.length; i = next++) {
      await new Promise<void>((turn) => currentClock().event(turn));
      const span = recorder.queue({ source, label: urls[i]!, input: urls[i] });
      span.start(row);
      results[i] = await span.run(
        () => 0.5,
        () => ask(urls[i]!).catch(() => null),
      );
      span.end('fulfilled');
    }
  };
  await Promise.all([0, 1, 2].map(lane));
  return results;
}

async function run(ask: Ask) {
  const servers = plans.map((plan, i) => slowServer(`https://s${i}.example`, plan));
  const urls = servers.map(({ origin }) => `${origin}/api/version`);
  return simulate(async () => {
    const ticker = setInterval(() => undefined, 10);
    const results = await threeAtATime(urls, ask);
    clearInterval(ticker);
    return results;
  });
}

const hashes = new Set<string>();

describe('nine requests, three at a time, with an unrelated ticker', () => {
  test.each(
    Object.entries(clients).flatMap(([name, ask]) => Array.from({ length: RUNS }, (_, i) => [name, i, ask] as const)),
  )('give one trace with %s, run %i', async (_, __, ask) => {
    const { value, elapsed, trace } = await run(ask);

    expect(value).toEqual([0, 1, 2, null, null, 5, null, [7], 8]);
    expect(elapsed).toBe(2378);
    hashes.add(trace.hash());
    expect(hashes.size).toBe(1);
  });

  afterAll(() => expect([...hashes]).toHaveLength(1));
});
