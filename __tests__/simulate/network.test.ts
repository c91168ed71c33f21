import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { galaxyServer, runOf, simulate, slowServer } from '../../src';
import { failureOf } from './failure';

const swallowed = (promise: Promise<unknown>) => promise.catch(() => 'swallowed');
const byHttp = (url: string) => once(http.get(url), 'response');

describe('a request that nobody answers', () => {
  test('fails the simulation though the code swallowed its error, and names the declared servers', async () => {
    galaxyServer('https://usegalaxy.test', { version: '24.1' });
    slowServer('http://other.test');

    expect(await failureOf(simulate(() => swallowed(fetch('https://undeclared.test/api?page=2')))))
      .toMatchInlineSnapshot(`
     "GET https://undeclared.test/api?page=2 was asked inside \`simulate\`, and no server is declared for https://undeclared.test.
     Declared servers:
       https://usegalaxy.test
       http://other.test"
    `);
    expect(await failureOf(simulate(() => swallowed(byHttp('http://undeclared.test/'))))).toMatchInlineSnapshot(`
     "GET http://undeclared.test/ was asked inside \`simulate\`, and no server is declared for http://undeclared.test.
     Declared servers:
       https://usegalaxy.test
       http://other.test"
    `);
  });

  test('fails the simulation where no server is declared at all', async () => {
    expect(await failureOf(simulate(() => swallowed(byHttp('http://undeclared.test/'))))).toMatchInlineSnapshot(`
     "A connection to the real network was tried inside \`simulate\`: undeclared.test:80.
     No server is declared: declare one with \`slowServer(origin, plan)\`."
    `);
    expect(await failureOf(simulate(() => swallowed(fetch('http://undeclared.test/'))))).toMatchInlineSnapshot(`
     "A connection to the real network was tried inside \`simulate\`: undeclared.test:80.
     No server is declared: declare one with \`slowServer(origin, plan)\`."
    `);
  });

  test('is told once: the first of several', async () => {
    slowServer('https://declared.test');
    const simulation = simulate(async () => {
      for (const name of ['first', 'second']) await swallowed(fetch(`https://${name}.test/`));
    });

    expect(await failureOf(simulation)).toContain('GET https://first.test/');
  });

  test('has a run, as any error of a simulation', async () => {
    const error = await simulate(async () => {
      await swallowed(fetch('https://undeclared.test/'));
      await new Promise((resolve) => setTimeout(resolve, 70));
    }).catch((reason: unknown) => reason);

    expect(runOf(error)?.elapsed).toBe(70);
  });

  test('is passed by if the body fails with an error of its own', async () => {
    const failure = new Error('mine');
    const simulation = simulate(async () => {
      await swallowed(fetch('https://undeclared.test/'));
      throw failure;
    });

    await expect(simulation).rejects.toBe(failure);
  });

  test('leaves the next simulation alone', async () => {
    await failureOf(simulate(() => swallowed(fetch('https://undeclared.test/'))));

    expect((await simulate(() => 'next')).value).toBe('next');
  });
});

describe('a raw connection to the real network', () => {
  const connect = (...args: [port: number, host: string]) =>
    new Promise<string>((resolve) => {
      net
        .connect(...args)
        .on('error', () => resolve('swallowed'))
        .on('connect', () => resolve('connected'));
    });

  test('is refused, and fails the simulation though the code swallowed its error', async () => {
    slowServer('https://declared.test');
    let seen: string | undefined;
    const simulation = simulate(async () => {
      seen = await connect(25, 'mail.test');
    });

    expect(await failureOf(simulation)).toMatchInlineSnapshot(`
     "A connection to the real network was tried inside \`simulate\`: mail.test:25.
     Declared servers:
       https://declared.test"
    `);
    expect(seen).toBe('swallowed');
  });
});
