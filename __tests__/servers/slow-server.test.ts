import { beforeEach, describe, expect, test } from '@jest/globals';
import { declare, describeServers, forgetServers, keepServers, registry } from '../../src/servers/registry';
import { slowServer } from '../../src/servers/slow-server';
import { simulate } from '../../src/simulate/simulate';
import { isJudged, JUDGED } from '../../src/trace/judged';
import { SOURCE } from '../../src/trace/source';

const ask = async (url: string): Promise<number> => (await fetch(url)).status;

describe('slowServer', () => {
  test('is known by its origin, and judged by its requests', async () => {
    const server = slowServer('https://usegalaxy.org', { firstByte: 10 });

    const { trace } = await simulate(() => Promise.all(['/a', '/b'].map((path) => ask(server.origin + path))));

    expect(isJudged(server)).toBe(true);
    expect(server[SOURCE]).toEqual({ kind: 'server', name: 'https://usegalaxy.org' });
    expect([...server[JUDGED]()].map(({ label, lane }) => [label, lane])).toEqual([
      ['GET /a', 0],
      ['GET /b', 1],
    ]);
    expect(server.requests.hash()).toBe(trace.only(server).hash());
  });

  test('has the requests of the last simulation only, also if there were none', async () => {
    const server = slowServer('https://usegalaxy.org');
    expect(server.requests).toHaveLength(0);

    await simulate(() => ask('https://usegalaxy.org/'));
    expect(server.requests).toHaveLength(1);

    await simulate(() => Promise.resolve());
    expect(server.requests).toHaveLength(0);
  });

  test('knows how far a request had come that nobody waited for', async () => {
    const server = slowServer('http://usegalaxy.org', { lookup: 10, connect: 20, firstByte: 'never' });

    await simulate(async () => {
      void ask(`${server.origin}/`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });

    expect(server.requests.spans).toEqual([expect.objectContaining({ outcome: 'unfinished', endedAt: 50 })]);
    expect(server.requests.spans[0]!.request).toEqual({
      ...{ method: 'GET', path: '/', phase: 'first-byte', lookedUpAt: 10, connectedAt: 30, sentAt: 30 },
    });
  });

  test('takes the lowest free lane for each request', async () => {
    const server = slowServer('https://usegalaxy.org', ({ path }) => ({ firstByte: Number(path.slice(1)) }));

    await simulate(async () => {
      await Promise.all([
        ask('https://usegalaxy.org/300'),
        ask('https://usegalaxy.org/100').then(() => ask('https://usegalaxy.org/50')),
      ]);
    });

    expect([...server.requests].map(({ label, lane }) => `${label} in ${lane}`)).toEqual([
      'GET /300 in 0',
      'GET /100 in 1',
      'GET /50 in 1',
    ]);
  });

  test('refuses an origin that is none', () => {
    expect(() => slowServer('https://usegalaxy.org/api')).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`origin\` to be scheme, host and port, as \`https://usegalaxy.org\`, got \`'https://usegalaxy.org/api'\` (string).
     Write \`https://usegalaxy.org\`: paths belong into the plan."
    `);
    expect(() => slowServer('https://usegalaxy.org/')).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`origin\` to be scheme, host and port, as \`https://usegalaxy.org\`, got \`'https://usegalaxy.org/'\` (string).
     Write \`https://usegalaxy.org\`: paths belong into the plan."
    `);
    expect(() => slowServer('usegalaxy.org')).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`origin\` to be scheme, host and port, as \`https://usegalaxy.org\`, got \`'usegalaxy.org'\` (string).
     It begins with \`http://\` or \`https://\`."
    `);
    expect(() => slowServer('ftp://usegalaxy.org')).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`origin\` to be scheme, host and port, as \`https://usegalaxy.org\`, got \`'ftp://usegalaxy.org'\` (string).
     It begins with \`http://\` or \`https://\`."
    `);
    expect(() => slowServer(8080 as never)).toThrowErrorMatchingInlineSnapshot(`
     "Expected \`origin\` to be scheme, host and port, as \`https://usegalaxy.org\`, got \`8080\` (number).
     It begins with \`http://\` or \`https://\`."
    `);
  });

  test('refuses a second server for one origin', () => {
    slowServer('https://usegalaxy.org');

    expect(() => slowServer('https://usegalaxy.org')).toThrowErrorMatchingInlineSnapshot(
      `"A server for https://usegalaxy.org is declared already. Declare it once, with all its plans: slowServer('https://usegalaxy.org', [ … ])."`,
    );
  });

  test('declares nothing when it refuses', () => {
    expect(() => slowServer('https://usegalaxy.org', { colour: 'red' } as never)).toThrow('`plan.colour`');

    expect(registry.servers.has('https://usegalaxy.org')).toBe(false);
  });
});

describe('a server', () => {
  test('that a test declares is forgotten when the test is over', () => {
    // The tests above declared it, each for itself.
    expect(describeServers()).toMatchInlineSnapshot(
      `"No server is declared: declare one with \`slowServer(origin, plan)\`."`,
    );
  });

  describe('that was declared before a test began', () => {
    beforeEach(() => registry.servers.clear());

    test('outlives it', () => {
      const server = slowServer('https://usegalaxy.org');
      keepServers();
      slowServer('https://usegalaxy.eu');

      forgetServers();

      expect([...registry.servers.values()]).toEqual([server]);
      expect(() => declare(server)).toThrow('is declared already');
      registry.kept.clear();
    });
  });
});
