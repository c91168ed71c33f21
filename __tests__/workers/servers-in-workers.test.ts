import { describe, expect, test } from '@jest/globals';
import { clock, processPool, simulate, slowServer, threadPool, type Planned } from '../../src';
import { forgetServers } from '../../src/servers/registry';
import { failureOf } from '../pools/contract/tasks';
import { oneTrace, poolsOf } from './engines';
import { ask, askAfter, askInVain, askTwice, clientNames } from './tasks/clients';
import { sleep } from './tasks/sleeping';

const pools = poolsOf(3);

const plans: readonly Planned[] = [
  { connect: 100, firstByte: 300, json: 0 },
  { json: 1 },
  { connect: [10, 50], firstByte: [100, 900], json: 2 },
  { connect: 'never' },
  { firstByte: 'never' },
  { connect: 100, body: 200, json: 5 },
  { error: 'refused' },
  { chunks: ['[7', { after: 300, text: ']' }] },
  { connect: 50, firstByte: 50, chunks: ['8', { after: 'never' }] },
  { error: 'reset', firstByte: 70 },
];

describe('requests of workers', () => {
  test.each(clientNames)('through %s take their time, phase by phase, and fail as in the test', async (client) => {
    const servers = plans.map((plan, i) => slowServer(`http://s${i}.example`, plan));
    const inputs = servers.map(({ origin }) => [client, `${origin}/data`] as [string, string]);

    const run = await oneTrace(pools, (pool) => pool.starmap(ask, inputs));

    expect(run.results.map(([given]) => given).filter((given) => typeof given !== 'string')).toEqual([0, 1, 2, 5, [7]]);
    expect(servers[3]).toTimeOut('connect');
    expect(servers[4]).toTimeOut('read');
    expect(servers[8]).toTimeOut('read');
    expect(run.trace.length).toBe(20);
  });

  test('share the sequence and the draws of a server: whoever asks first is answered first', async () => {
    const server = slowServer('https://api.example', {
      sequence: [{ text: 'first' }, { firstByte: [10, 500], text: 'second' }, { firstByte: [10, 500], text: 'then' }],
    });

    const run = await oneTrace(pools, (pool) =>
      pool.map(
        askTwice,
        Array.from({ length: 4 }, () => server.origin),
      ),
    );

    const texts = run.results.flat();
    expect([...texts].sort()).toEqual(['first', 'second', 'then', 'then', 'then', 'then', 'then', 'then']);
    const requests = run.trace.spans.filter(({ source }) => source.kind === 'server');
    expect(new Set(requests.map(({ endedAt }) => endedAt)).size).toBeGreaterThan(4);
    expect(requests.map(({ parent }) => parent)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  test.each(['the first of all', 'one more'])('reach a server that is declared while tasks run: %s', async (which) => {
    const traces: string[] = [];
    for (const pool of Object.values(pools)) {
      forgetServers();
      if (which === 'one more') slowServer('https://first.example', { text: 'first' });

      const run = await simulate(async () => {
        const asked = pool.starmap(askAfter, [
          [100, 'https://late.example/a'],
          [700, 'https://late.example/b'],
        ]);
        await sleep(50);
        slowServer('https://late.example', { firstByte: 200, text: 'late' });
        return asked;
      });

      expect([...run.results, run.elapsed]).toEqual(['late', 'late', 900]);
      traces.push(JSON.stringify(run.trace).replaceAll(/"\w+Pool\(/g, '"pool('));
    }
    expect(new Set(traces).size).toBe(1);
  });

  test('reach a server that is declared between two calls on the real clock', async () => {
    for (const pool of Object.values(pools)) {
      forgetServers();
      const run = await simulate(
        async () => {
          await pool.apply(sleep, [1]);
          slowServer('https://late.example', { text: 'late' });
          return pool.map(askInVain, ['https://late.example/']);
        },
        { clock: 'real' },
      );

      expect(run.results).toEqual(['late']);
    }
  });

  test('to a declared server are refused outside of a simulation', async () => {
    slowServer('https://declared.example', { text: 'never said' });

    const given = new Set<unknown>();
    for (const pool of Object.values(pools)) {
      const { results } = await pool.starmap(ask, [['got', 'https://declared.example/']]);
      given.add(results[0]![1]);
    }

    expect([...given]).toEqual([
      'A connection to declared.example:443 was tried outside `simulate`, where its declared server does not answer.',
    ]);
  });

  test('of a call outside of a simulation are refused while one is under way too, in a worker that is new by then', async () => {
    slowServer('https://declared.example', { text: 'declared' });
    const exitOrAsk = async (what: string): Promise<string> => {
      if (what === 'exit') process.exit(1);
      return fetch('https://declared.example/').then(
        (response) => response.text(),
        (error: Error) => String(error.cause),
      );
    };
    for (const pool of [threadPool(1), processPool(1)]) {
      const outside = pool.mapSettled(exitOrAsk, ['exit', 'ask'], { chunkSize: 1 });
      await simulate(async () => {
        const release = clock.hold('until the call outside is over');
        await outside;
        release();
      });
      await pool[Symbol.asyncDispose]();

      expect((await outside).results[1]).toEqual({
        status: 'fulfilled',
        value: expect.stringContaining('was tried outside `simulate`, where its declared server does not answer'),
      });
    }
  });

  test('are answered by plans that are functions of the test', async () => {
    const asked: string[] = [];
    const server = slowServer('https://api.example', ({ path, call }) => {
      asked.push(path);
      return { firstByte: 100 * call, text: `${path} was call ${call}` };
    });
    const urls = ['a', 'b', 'c', 'd'].map((name) => `${server.origin}/${name}`);

    const run = await oneTrace(pools, (pool) => pool.map(askInVain, urls));

    expect(run.results).toEqual(['/a was call 1', '/b was call 2', '/c was call 3', '/d was call 4']);
    expect(asked.slice(0, 4)).toEqual(['/a', '/b', '/c', '/d']);
  });

  test('to a server that is not declared fail the simulation, swallowed or not', async () => {
    slowServer('https://known.example', { text: 'known' });

    expect(await messageOnAll(['https://unknown.example/a', 'https://known.example/'])).toMatchInlineSnapshot(`
     "UsageError: GET https://unknown.example/a was asked inside \`simulate\`, and no server is declared for https://unknown.example.
     Declared servers:
       https://known.example"
    `);
  });

  test('that no plan is for fail the simulation, swallowed or not', async () => {
    slowServer('https://known.example', [{ path: '/planned', text: 'known' }]);

    expect(await messageOnAll(['https://known.example/planned', 'https://known.example/else'])).toMatchInlineSnapshot(`
     "UsageError: GET https://known.example/else was asked, and no plan of this server is for it. Its plans are for:
       any method, /planned"
    `);
  });

  test('to no server at all fail the simulation', async () => {
    expect(await messageOnAll(['https://unknown.example/a'], ['virtual'])).toMatchInlineSnapshot(`
     "UsageError: A connection to the real network was tried inside \`simulate\`: unknown.example:443.
     No server is declared: declare one with \`slowServer(origin, plan)\`."
    `);
  });
});

/** The one message with which all engines fail when these are asked and errors are swallowed. */
async function messageOnAll(
  urls: readonly string[],
  clocks: readonly ('virtual' | 'real')[] = ['virtual', 'real'],
): Promise<string> {
  const messages = new Set<string>();
  for (const pool of Object.values(pools)) {
    for (const clock of clocks) {
      const error = await failureOf(simulate(() => pool.map(askInVain, urls), { clock }));
      messages.add(String(error));
    }
  }
  expect([...messages]).toHaveLength(1);
  return [...messages][0]!;
}
