import { describe, expect, test } from '@jest/globals';
import * as http from 'node:http';
import { slowServer } from '../../src/servers/slow-server';
import { clock } from '../../src/simulate/clock';
import { simulate } from '../../src/simulate/simulate';
import { currentClock } from '../../src/time/current-clock';
import { peakConcurrency } from '../../src/trace/peak-concurrency';
import { recorderOf } from '../../src/trace/recorder';

const ask = (agent: http.Agent, path: string, then?: (request: http.ClientRequest) => void): Promise<number> =>
  new Promise((resolve) => {
    const request = http.get(`http://usegalaxy.org${path}`, { agent }, (response) => void response.resume());
    request.on('error', () => undefined).on('close', () => resolve(clock.now));
    then?.(request);
  });

describe('an agent with `maxSockets`', () => {
  test.each([false, true])(
    'asks a server no more than that at a time, first come first served (keepAlive: %s)',
    async (keepAlive) => {
      const server = slowServer('http://usegalaxy.org', { connect: 10, firstByte: 90 });

      const { value } = await simulate(() => {
        const agent = new http.Agent({ maxSockets: 2, keepAlive });
        return Promise.all(['/a', '/b', '/c', '/d', '/e'].map((path) => ask(agent, path)));
      });

      expect(value).toEqual([100, 100, 200, 200, 300]);
      expect(peakConcurrency(server.requests).count).toBe(2);
      expect([...server.requests].map(({ label }) => label)).toEqual([
        'GET /a',
        'GET /b',
        'GET /c',
        'GET /d',
        'GET /e',
      ]);
    },
  );

  test('counts each server by itself', async () => {
    const server = slowServer('http://usegalaxy.org', { firstByte: 100 });
    const other = slowServer('http://usegalaxy.eu', { firstByte: 100 });

    const { elapsed } = await simulate(async () => {
      const agent = new http.Agent({ maxSockets: 1 });
      const elsewhere = new Promise((resolve) => {
        http.get('http://usegalaxy.eu/', { agent }, (response) => response.resume().on('end', resolve));
      });
      await Promise.all([ask(agent, '/'), elsewhere]);
    });

    expect(elapsed).toBe(100);
    expect([server.requests.length, other.requests.length]).toEqual([1, 1]);
  });

  test('goes on when a request fails, and leaves out one that is called off while it waits', async () => {
    const server = slowServer('http://usegalaxy.org', {
      sequence: [{ connect: 50, error: 'refused' }, { firstByte: 30 }],
    });

    const { value } = await simulate(() => {
      const agent = new http.Agent({ maxSockets: 1 });
      const giveUp = (request: http.ClientRequest): void => void setTimeout(() => request.destroy(), 10);
      return Promise.all([ask(agent, '/a'), ask(agent, '/b', giveUp), ask(agent, '/c')]);
    });

    expect(value).toEqual([50, 50, 80]);
    expect([...server.requests].map(({ label, outcome }) => [label, outcome])).toEqual([
      ['GET /a', 'rejected'],
      ['GET /c', 'fulfilled'],
    ]);
  });

  test('leaves a request with the task that made it', async () => {
    const server = slowServer('http://usegalaxy.org', { firstByte: 10 });

    await simulate(async () => {
      const agent = new http.Agent({ maxSockets: 1 });
      const recorder = recorderOf(currentClock());
      const task = (label: string): Promise<number> => {
        const span = recorder.queue({ source: { kind: 'pool', name: 'tasks' }, label, input: label });
        span.start(0);
        return span.run(
          () => 0.5,
          () => ask(agent, `/${label}`),
        );
      };
      await Promise.all([task('a'), task('b')]);
    });

    expect([...server.requests].map(({ label, parent }) => [label, parent])).toEqual([
      ['GET /a', 0],
      ['GET /b', 2],
    ]);
  });
});
