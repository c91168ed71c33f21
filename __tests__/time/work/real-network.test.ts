import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { expect, test } from '@jest/globals';
import { simulate, slowServer } from '../../../src';

function failureOf(request: http.ClientRequest): Promise<Error> {
  return new Promise((resolve) => request.on('error', resolve).on('response', () => resolve(new Error('answered'))));
}

const ways: Record<string, () => Promise<Error>> = {
  fetch: () =>
    fetch('https://nobody.example/').then(
      () => new Error('answered'),
      (error: Error) => error.cause as Error,
    ),
  'https.get': () => failureOf(https.get('https://nobody.example/')),
  'http.get with an agent': () => failureOf(http.get('http://nobody.example:443/', { agent: new http.Agent() })),
  'net.connect': () =>
    new Promise((resolve) =>
      net
        .connect(443, 'nobody.example')
        .on('error', resolve)
        .on('connect', () => resolve(new Error('connected'))),
    ),
};

test.each(Object.keys(ways))('%s does not reach the real network from inside a simulation', async (way) => {
  let seen: Error | undefined;

  const run = simulate(async () => {
    seen = await ways[way]!();
  });

  await expect(run).rejects.toThrow(
    'A connection to the real network was tried inside `simulate`: nobody.example:443.\n' +
      'No server is declared: declare one with `slowServer(origin, plan)`.',
  );
  expect(seen?.message).toContain('A connection to the real network was tried inside `simulate`');
});

test('the simulation fails even if the code under test swallowed the error', async () => {
  const run = simulate(() => fetch('https://nobody.example/').catch(() => null));

  await expect(run).rejects.toThrow('A connection to the real network was tried');
});

test.each(['https://usegalaxy.org', 'http://usegalaxy.org:8080'])(
  'a request to the declared server %s outside a simulation does not go to the real one',
  async (origin) => {
    slowServer(origin);
    const { host, port } = { host: 'usegalaxy.org', port: origin.startsWith('https') ? 443 : 8080 };

    const failure = await fetch(origin).catch((error: Error) => error.cause as Error);

    expect((failure as Error).message).toContain(
      `A connection to ${host}:${port} was tried outside \`simulate\`, where its declared server does not answer.`,
    );
  },
);
